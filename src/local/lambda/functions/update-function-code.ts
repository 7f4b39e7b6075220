import type { FunctionConfiguration, UpdateFunctionCodeRequest } from '@aws-sdk/client-lambda';
import { operation, type Call, type Wire } from '../../service.ts';
import type { LambdaBackend } from '../backend.ts';
import { changeLatest, checkLatestRevision, createdVersion, requireSettled } from '../change.ts';
import { configuration } from '../configuration.ts';
import { requireFunction } from '../lookup.ts';
import { readOwnReference } from '../names.ts';
import { checkArchitectures } from '../settings.ts';
import { publish } from '../versions/publish-version.ts';
import { readCode } from './code-input.ts';

/** New code, and architectures with it. With DryRun nothing changes; with Publish a version is made at once. */
export const updateFunctionCode = operation(
  async (
    backend: LambdaBackend,
    { input, caller }: Call<Wire<UpdateFunctionCodeRequest>>,
  ): Promise<FunctionConfiguration> => {
    const lambda = requireFunction(backend, readOwnReference(caller, input.FunctionName ?? ''));
    checkArchitectures(input.Architectures);
    requireSettled(backend, lambda);
    checkLatestRevision(backend, lambda, input.RevisionId);
    const code = await readCode(backend, caller, input);
    requireSettled(backend, lambda);
    const { settings, layers } = lambda.latest;
    const Architectures = input.Architectures ?? settings.Architectures;
    const content = { code, layers, settings: { ...settings, Architectures } };
    const now = backend.cloud.clock.now();
    if (input.DryRun)
      return configuration(lambda, { ...createdVersion(backend, content), change: 'update' }, { now });
    changeLatest(backend, lambda, content);
    if (!input.Publish) return configuration(lambda, lambda.latest, { now });
    const version = publish(lambda, lambda.latest);
    return configuration(lambda, version, { now, qualifier: version.version });
  },
);
