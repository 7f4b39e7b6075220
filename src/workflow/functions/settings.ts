import { daysOf } from '../duration.ts';
import type { FunctionLogsInput } from '../schema/logs.ts';
import type { FunctionSettings, LogsSpec } from '../workflow.ts';
import { withoutUndefined } from './defined.ts';
import type { Declaration } from './spec.ts';

/** Megabytes. Lambda's own default. */
const defaultStorage = 512;

type Settings = Pick<
  FunctionSettings,
  | 'layers'
  | 'ephemeralStorage'
  | 'vpc'
  | 'deadLetter'
  | 'logs'
  | 'tracing'
  | 'reservedConcurrency'
  | 'kmsKey'
  | 'role'
>;

/** The settings of AWS's own that a function has: what it brings itself goes before the defaults. */
export function settingsOf(declaration: Declaration): Settings {
  const { input, defaults } = declaration;
  const given = withoutUndefined({
    vpc: input.vpc ?? defaults.vpc,
    deadLetter: input.deadLetter ?? defaults.deadLetter,
    reservedConcurrency: input.reservedConcurrency,
    kmsKey: input.kmsKey ?? defaults.kmsKey,
    role: input.role ?? defaults.role,
  });
  return {
    ...given,
    // An image cannot have layers, so those of the defaults are not meant for it.
    layers: input.layers ?? (input.image ? [] : (defaults.layers ?? [])),
    ephemeralStorage: input.ephemeralStorage ?? defaults.ephemeralStorage ?? defaultStorage,
    tracing: input.tracing ?? defaults.tracing ?? false,
    logs: logsOf({ ...defaults.logs, ...input.logs }, declaration),
  };
}

function logsOf(given: FunctionLogsInput, { path, diagnostics }: Declaration): LogsSpec {
  const { format = 'Text', level, systemLevel, retention, group } = given;
  for (const [key, value] of Object.entries({ level, systemLevel })) {
    if (value === undefined || format === 'JSON') continue;
    const what = `"${key}" has no effect on the format Text`;
    diagnostics.error([...path, 'logs', key], what, 'Add "format: JSON", or take it out');
  }
  return {
    format,
    ...withoutUndefined({ level, systemLevel, group }),
    ...(retention !== undefined && { retentionDays: daysOf(retention) }),
  };
}
