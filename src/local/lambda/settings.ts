/** What a function's owner chooses, from CreateFunction and UpdateFunctionConfiguration. */
import type {
  CreateFunctionRequest,
  LoggingConfig,
  UpdateFunctionConfigurationRequest,
} from '@aws-sdk/client-lambda';
import { AwsError } from '../errors.ts';
import type { Wire } from '../service.ts';
import { checkEnvironment } from './environment-variables.ts';
import type { Settings } from './model.ts';
import { architectures, checkRuntime } from './runtime-names.ts';
import { atMostLong, eachOf, matches, present, validate, violation, within } from './validation.ts';

type Chosen = Wire<Omit<UpdateFunctionConfigurationRequest, 'FunctionName' | 'RevisionId'>>;

const rolePattern = 'arn:(aws[a-zA-Z-]*)?:iam::\\d{12}:role/?[a-zA-Z_0-9+=,.@\\-_/]+';

/** Throws what AWS answers for members that break its rules. */
export function checkSettings(input: Wire<CreateFunctionRequest> | Chosen): void {
  refuseWhatIsNotHere(input);
  validate(
    atMostLong('handler', input.Handler, 128),
    atMostLong('description', input.Description, 256),
    matches('role', input.Role, rolePattern),
    within('memorySize', input.MemorySize, 128, 10_240),
    within('timeout', input.Timeout, 1, 900),
    within('ephemeralStorage.size', input.EphemeralStorage?.Size, 512, 10_240),
  );
  if (input.Runtime !== undefined) checkRuntime(input.Runtime);
  checkEnvironment(input.Environment?.Variables);
}

/** Whoever asks for one of these wants a function that behaves in another way: it is not left out in silence. */
function refuseWhatIsNotHere(input: Partial<Wire<CreateFunctionRequest>>): void {
  const { FileSystemConfigs = [], TenancyConfig, CapacityProviderConfig, DurableConfig } = input;
  if (FileSystemConfigs.length > 0) throw lacking('file systems');
  if (TenancyConfig) throw lacking('tenants');
  if (CapacityProviderConfig) throw lacking('capacity providers');
  if (DurableConfig) throw lacking('durable executions');
}

/** Architectures belong to the code: CreateFunction and UpdateFunctionCode carry them. */
export function checkArchitectures(values: readonly string[] | undefined): void {
  if (values === undefined) return;
  validate(
    values.length > 1
      ? violation(
          'architectures',
          `[${values.join(', ')}]`,
          'Member must have length less than or equal to 1',
        )
      : undefined,
    values.length === 0
      ? violation('architectures', '[]', 'Member must have length greater than or equal to 1')
      : undefined,
    eachOf('architectures', values, { listed: architectures, nullable: true }),
  );
}

/** The settings of a new function. The request has been checked. */
export function initialSettings(input: Wire<CreateFunctionRequest>, name: string): Settings {
  validate(present('role', input.Role));
  if (input.PackageType === 'Image') throw lacking('container images');
  const defaults: Settings = {
    Architectures: input.Architectures ?? ['x86_64'],
    Description: '',
    EphemeralStorage: { Size: 512 },
    LoggingConfig: { LogFormat: 'Text', LogGroup: `/aws/lambda/${name}` },
    MemorySize: 128,
    PackageType: 'Zip',
    Role: input.Role ?? '',
    SnapStart: { ApplyOn: 'None', OptimizationStatus: 'Off' },
    Timeout: 3,
    TracingConfig: { Mode: 'PassThrough' },
  };
  return patchSettings(defaults, input, name);
}

/**
 * Settings with what a request changes: absent members stay as they are, and so do `Environment: {}` and
 * `DeadLetterConfig: {}`; empty ones clear (recorded and live-probed: AWS's update is a patch).
 */
export function patchSettings(settings: Settings, input: Chosen, name: string): Settings {
  return {
    ...settings,
    ...(input.Description !== undefined && { Description: input.Description }),
    ...(input.Role !== undefined && { Role: input.Role }),
    ...(input.Handler !== undefined && { Handler: input.Handler }),
    ...(input.Runtime !== undefined && { Runtime: input.Runtime }),
    ...(input.Timeout !== undefined && { Timeout: input.Timeout }),
    ...(input.MemorySize !== undefined && { MemorySize: input.MemorySize }),
    ...(input.EphemeralStorage && { EphemeralStorage: input.EphemeralStorage }),
    ...(input.TracingConfig && { TracingConfig: input.TracingConfig }),
    ...(input.Environment?.Variables && { Environment: { Variables: input.Environment.Variables } }),
    ...(input.SnapStart && {
      SnapStart: { ApplyOn: input.SnapStart.ApplyOn, OptimizationStatus: 'Off' as const },
    }),
    ...(input.LoggingConfig && {
      LoggingConfig: loggingConfig(settings.LoggingConfig, input.LoggingConfig, name),
    }),
    ...(input.VpcConfig && { VpcConfig: vpcConfig(input.VpcConfig) }),
    ...(input.DeadLetterConfig?.TargetArn !== undefined && {
      DeadLetterConfig: input.DeadLetterConfig.TargetArn === '' ? undefined : input.DeadLetterConfig,
    }),
    ...(input.KMSKeyArn !== undefined && { KMSKeyArn: input.KMSKeyArn === '' ? undefined : input.KMSKeyArn }),
  };
}

/** JSON logs have levels, INFO by default; text logs have none. */
function loggingConfig(before: LoggingConfig | undefined, input: LoggingConfig, name: string): LoggingConfig {
  const merged = { ...before, ...input };
  const LogGroup = merged.LogGroup ?? `/aws/lambda/${name}`;
  if (merged.LogFormat !== 'JSON') return { LogFormat: 'Text', LogGroup };
  const { ApplicationLogLevel = 'INFO', SystemLogLevel = 'INFO' } = merged;
  return { LogFormat: 'JSON', ApplicationLogLevel, SystemLogLevel, LogGroup };
}

/** Kept and shown; functions here run on the machine's own network. */
function vpcConfig({
  SubnetIds = [],
  SecurityGroupIds = [],
  Ipv6AllowedForDualStack = false,
}: NonNullable<Chosen['VpcConfig']>): Settings['VpcConfig'] {
  return { SubnetIds, SecurityGroupIds, VpcId: '', Ipv6AllowedForDualStack };
}

/** The honest answer to what is not there yet. */
export function lacking(what: string): AwsError {
  return new AwsError('NotImplemented', `The embedded AWS does not have ${what} of Lambda functions`, 501);
}
