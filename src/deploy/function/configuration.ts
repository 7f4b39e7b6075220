/** A function's configuration as Lambda takes it. */
import type {
  CreateFunctionCommandInput,
  ImageConfig,
  LoggingConfig,
  Runtime,
  UpdateFunctionConfigurationCommandInput,
} from '@aws-sdk/client-lambda';
import type { FunctionBlueprint } from '../../compile/blueprint.ts';
import type { ImageSpec } from '../../workflow/workflow.ts';
import type { WantedFunction } from './code.ts';
import { describe } from './describe.ts';

/**
 * Every setting that we manage, also the empty ones: an update leaves alone what it is not told. These are the values that
 * clear (probed on AWS: an empty `Environment`, say, keeps the variables, an empty list of them does not).
 */
export function configurationOf(
  wanted: WantedFunction,
): UpdateFunctionConfigurationCommandInput & Pick<CreateFunctionCommandInput, 'Role'> {
  const { blueprint } = wanted;
  const { vpc, deadLetter, kmsKey } = blueprint;
  return {
    FunctionName: blueprint.name,
    Role: blueprint.role.arn,
    MemorySize: blueprint.memory,
    Timeout: blueprint.timeoutSeconds,
    Description: describe(wanted),
    Environment: { Variables: { ...blueprint.environment } },
    EphemeralStorage: { Size: blueprint.ephemeralStorage },
    VpcConfig: {
      SubnetIds: [...(vpc?.subnets ?? [])],
      SecurityGroupIds: [...(vpc?.securityGroups ?? [])],
    },
    DeadLetterConfig: { TargetArn: deadLetter ?? '' },
    KMSKeyArn: kmsKey ?? '',
    TracingConfig: { Mode: tracingMode(blueprint) },
    LoggingConfig: loggingConfig(blueprint),
    ...codeSettings(blueprint),
  };
}

/** Lambda refuses runtime, handler and layers beside an image. */
function codeSettings(blueprint: FunctionBlueprint): Partial<UpdateFunctionConfigurationCommandInput> {
  if (blueprint.image) return { ImageConfig: imageConfig(blueprint.image) };
  const { runtime, handler, layers } = blueprint;
  return { Runtime: runtime as Runtime, Handler: handler, Layers: [...layers] };
}

export function tracingMode({ tracing }: FunctionBlueprint): 'Active' | 'PassThrough' {
  return tracing ? 'Active' : 'PassThrough';
}

/** Lambda takes it as a whole: what is left out is the image's own. */
export function imageConfig({ command, entryPoint, workingDirectory }: ImageSpec): ImageConfig {
  return {
    ...(command && { Command: [...command] }),
    ...(entryPoint && { EntryPoint: [...entryPoint] }),
    ...(workingDirectory !== undefined && { WorkingDirectory: workingDirectory }),
  };
}

/** Text logs have no levels; JSON logs have INFO where nothing else is said [Lambda developer guide, log levels]. */
export function loggingConfig({ logs, logGroup }: FunctionBlueprint): LoggingConfig {
  const { format, level = 'INFO', systemLevel = 'INFO' } = logs;
  if (format === 'Text') return { LogFormat: 'Text', LogGroup: logGroup };
  return {
    LogFormat: 'JSON',
    ApplicationLogLevel: level as NonNullable<LoggingConfig['ApplicationLogLevel']>,
    SystemLogLevel: systemLevel as NonNullable<LoggingConfig['SystemLogLevel']>,
    LogGroup: logGroup,
  };
}
