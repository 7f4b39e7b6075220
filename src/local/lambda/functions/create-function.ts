import type { CreateFunctionRequest, FunctionConfiguration } from '@aws-sdk/client-lambda';
import { findInterpreter, languageOf } from '../../runtimes/interpreters.ts';
import { operation, type Call, type Wire } from '../../service.ts';
import type { LambdaBackend } from '../backend.ts';
import { checkRole, createdVersion } from '../change.ts';
import { requireConfig } from '../code-signing/function-code-signing.ts';
import { configuration } from '../configuration.ts';
import { attachLayers } from '../layers/attach.ts';
import type { FunctionVersion, LambdaFunction } from '../model.ts';
import { readNewName, type Place } from '../names.ts';
import { checkRoleNeeds } from '../role-needs.ts';
import { deprecationNote } from '../runtime-names.ts';
import { checkArchitectures, checkSettings, initialSettings } from '../settings.ts';
import { conflict, invalidParameter } from '../validation.ts';
import { publish } from '../versions/publish-version.ts';
import { readCode } from './code-input.ts';

type Input = Wire<CreateFunctionRequest>;

/** Answers at once with State Pending. With Publish the first version is made along with the function. */
export const createFunction = operation(
  async (backend: LambdaBackend, { input, caller }: Call<Input>): Promise<FunctionConfiguration> => {
    const name = readNewName(caller, input.FunctionName ?? '');
    checkArchitectures(input.Architectures);
    checkSettings(input);
    const { Layers, contents } = attachLayers(backend, caller, input.Layers ?? []);
    const settings = { ...initialSettings(input, name), ...(Layers.length > 0 && { Layers }) };
    if (input.Handler === undefined || input.Runtime === undefined) {
      throw invalidParameter(
        'Runtime and Handler are mandatory parameters for functions created with deployment packages.',
      );
    }
    checkRole(backend, caller, name, settings.Role);
    checkRoleNeeds(backend, caller, name, settings);
    const place = { account: caller.account, region: caller.region, partition: caller.partition };
    const signing = input.CodeSigningConfigArn && requireConfig(backend, input.CodeSigningConfigArn);
    const code = await readCode(backend, caller, input.Code ?? {});
    requireNew(backend, place, name);
    const latest = createdVersion(backend, { settings, code, layers: contents });
    const lambda = newFunction(place, name, latest, input.Tags ?? {});
    if (signing) lambda.codeSigning = signing;
    backend.add(lambda);
    noteDeprecation(backend, input.Runtime);
    searchAhead(input.Runtime);
    const version = input.Publish ? publish(lambda, lambda.latest) : lambda.latest;
    return configuration(lambda, version, { now: version.modifiedAt });
  },
);

function requireNew(backend: LambdaBackend, place: Place, name: string): void {
  if (backend.find({ ...place, name })) throw conflict(`Function already exist: ${name}`);
}

function newFunction(
  { account, region, partition }: Place,
  name: string,
  latest: FunctionVersion,
  tags: Readonly<Record<string, string>>,
): LambdaFunction {
  return {
    place: { account, region, partition },
    name,
    latest,
    published: new Map(),
    lastPublished: 0,
    aliases: new Map(),
    policies: new Map(),
    urls: new Map(),
    eventConfigs: new Map(),
    provisioned: new Map(),
    recursiveLoop: 'Terminate',
    runtimeUpdates: new Map(),
    tags,
    running: 0,
  };
}

function noteDeprecation({ cloud }: LambdaBackend, runtime: string): void {
  const line = deprecationNote(runtime);
  if (line) cloud.options.note(line);
}

/** The search for the language is done by the time that somebody invokes. */
function searchAhead(runtime: string): void {
  const wanted = languageOf(runtime);
  if (wanted) void findInterpreter(wanted.language, wanted.version);
}
