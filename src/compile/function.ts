/** FunctionSpec → the function with its role and log group. */
import type { FunctionSpec, ImageCode, SourceCode, Workflow } from '../workflow/workflow.ts';
import type { FunctionBlueprint, Target } from './blueprint.ts';
import { functionRole } from './iam/functionRole.ts';
import { functionLogGroup } from './logGroups.ts';
import type { Names } from './names.ts';
import { mapStrings } from './references.ts';
import { resolveText } from './resolve.ts';

/** The alias that serves a function: what `${functions.NAME}` means wherever a function's own users say it. */
export const liveAlias = 'live';

export function compileFunction(
  spec: FunctionSpec,
  workflow: Workflow,
  names: Names,
  target: Target,
): FunctionBlueprint {
  const name = names.function(spec.key);
  const text = (value: string): string =>
    resolveText(value, target, (key) => `${names.functionArn(key)}:${liveAlias}`);
  const logGroup = spec.logs.group === undefined ? functionLogGroup(name) : text(spec.logs.group);
  const boundary = workflow.permissionsBoundary;
  return {
    ...settingsOf(spec, text),
    ...codeOf(spec, text),
    name,
    arn: names.functionArn(spec.key),
    description: spec.description === undefined ? `${workflow.name}: ${spec.key}` : text(spec.description),
    role: functionRole({
      spec,
      logGroup,
      names,
      target,
      ...(boundary !== undefined && { permissionsBoundary: text(boundary) }),
      text,
    }),
    logGroup,
  };
}

/** As they are, but for what the target fills in. */
function settingsOf(spec: FunctionSpec, text: (value: string) => string) {
  const { key, at, memory, timeoutSeconds, architecture, environment, logs, url } = spec;
  const { layers, ephemeralStorage, vpc, deadLetter, tracing, reservedConcurrency, kmsKey } = spec;
  return {
    ...{ key, at, memory, timeoutSeconds, architecture, ephemeralStorage, logs, tracing },
    environment: mapStrings(environment, text),
    layers: layers.map(text),
    ...(vpc && { vpc: mapStrings(vpc, text) }),
    ...(deadLetter !== undefined && { deadLetter: text(deadLetter) }),
    ...(kmsKey !== undefined && { kmsKey: text(kmsKey) }),
    ...(reservedConcurrency !== undefined && { reservedConcurrency }),
    ...(url && { url: mapStrings(url, text) }),
  };
}

function codeOf(spec: SourceCode | ImageCode, text: (value: string) => string): SourceCode | ImageCode {
  if (spec.image) return { image: mapStrings(spec.image, text) };
  const { source, runtime, handler } = spec;
  return { source, runtime, handler };
}
