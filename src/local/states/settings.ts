/** A state machine's settings as requests bring them, checked. */
import type {
  CreateStateMachineInput,
  EncryptionConfiguration,
  LoggingConfiguration,
  TracingConfiguration,
} from '@aws-sdk/client-sfn';
import {
  checkDefinition,
  invalidDefinitionMessage,
  parseDefinition,
  type StateMachineType,
} from '../asl/index.ts';
import type { Cloud } from '../cloud.ts';
import { AwsError } from '../errors.ts';
import type { Wire } from '../service.ts';
import type { Settings } from './state-machine.ts';
import { variableReferences } from './variable-references.ts';
import { list, number, oneOf, structure, text, type Constraint } from './constraints.ts';

type SettingsInput = Pick<
  Wire<CreateStateMachineInput>,
  'definition' | 'roleArn' | 'loggingConfiguration' | 'tracingConfiguration' | 'encryptionConfiguration'
>;

type DefinitionSettings = Pick<Settings, 'definition' | 'program' | 'variableReferences'>;

export const settingsMembers: Readonly<Record<string, Constraint>> = {
  definition: text(1, 1_048_576),
  roleArn: text(1, 256),
  loggingConfiguration: structure({
    level: oneOf('ALL', 'ERROR', 'FATAL', 'OFF'),
    destinations: list(
      0,
      Infinity,
      structure({ cloudWatchLogsLogGroup: structure({ logGroupArn: text(1, 256) }) }),
    ),
  }),
  versionDescription: text(0, 256),
  encryptionConfiguration: structure({
    type: oneOf('AWS_OWNED_KEY', 'CUSTOMER_MANAGED_KMS_KEY'),
    kmsKeyId: text(1, 2048),
    kmsDataKeyReusePeriodSeconds: number(60, 900),
  }),
};

/** Settings of a new state machine, with defaults filled in. */
export function readSettings(cloud: Cloud, input: SettingsInput, type: StateMachineType): Settings {
  const { definition = '', roleArn = '' } = input;
  return {
    ...readDefinition(definition, type),
    roleArn,
    logging: readLogging(input.loggingConfiguration, cloud),
    tracing: readTracing(input.tracingConfiguration),
    encryption: readEncryption(input.encryptionConfiguration),
  };
}

/** The settings that an update names; what it leaves out stays as it is. */
export function readChanges(
  cloud: Cloud,
  input: Partial<SettingsInput>,
  type: StateMachineType,
): Partial<Settings> {
  const { definition, roleArn, loggingConfiguration, tracingConfiguration, encryptionConfiguration } = input;
  return {
    ...(definition !== undefined && readDefinition(definition, type)),
    ...(roleArn !== undefined && { roleArn }),
    ...(loggingConfiguration && { logging: readLogging(loggingConfiguration, cloud) }),
    ...(tracingConfiguration && { tracing: readTracing(tracingConfiguration) }),
    ...(encryptionConfiguration && { encryption: readEncryption(encryptionConfiguration) }),
  };
}

/** Throws InvalidDefinition with every finding that is an error. */
function readDefinition(definition: string, type: StateMachineType): DefinitionSettings {
  const diagnostics = checkDefinition(definition, type);
  if (diagnostics.some(({ severity }) => severity === 'ERROR')) {
    throw new AwsError('InvalidDefinition', invalidDefinitionMessage(diagnostics));
  }
  return {
    definition,
    program: parseDefinition(definition),
    variableReferences: variableReferences(definition),
  };
}

/** Defaults filled in, as DescribeStateMachine shows them. Throws InvalidLoggingConfiguration. */
function readLogging(
  { level = 'OFF', includeExecutionData = false, destinations = [] }: LoggingConfiguration = {},
  cloud: Cloud,
): LoggingConfiguration {
  if (destinations.length > 1 || (level !== 'OFF' && destinations.length === 0)) {
    throw invalidLogging('Must specify exactly one Log Destination.');
  }
  for (const destination of destinations) {
    const group = parseLogGroupArn(destination.cloudWatchLogsLogGroup?.logGroupArn ?? '');
    if (!group || !cloud.logs.groupExists(group.account, group.region, group.name)) {
      throw invalidLogging('Log Destination not found.');
    }
  }
  return { ...(destinations.length > 0 && { destinations }), includeExecutionData, level };
}

export interface LogGroup {
  readonly account: string;
  readonly region: string;
  readonly name: string;
}

/** `arn:aws:logs:REGION:ACCOUNT:log-group:NAME:*`; undefined for anything else. */
export function parseLogGroupArn(arn: string): LogGroup | undefined {
  const { account, region, name } =
    /^arn:[^:]+:logs:(?<region>[^:]+):(?<account>\d{12}):log-group:(?<name>[^:]+):\*$/.exec(arn)?.groups ??
    {};
  return account && region && name ? { account, region, name } : undefined;
}

function invalidLogging(detail: string): AwsError {
  return new AwsError('InvalidLoggingConfiguration', `Invalid Logging Configuration: ${detail}`);
}

function readTracing({ enabled = false }: TracingConfiguration = {}): TracingConfiguration {
  return { enabled };
}

/** Throws InvalidEncryptionConfiguration. */
export function readEncryption(
  encryption: Wire<CreateStateMachineInput>['encryptionConfiguration'],
): EncryptionConfiguration {
  if (!encryption || encryption.type === 'AWS_OWNED_KEY') return { type: 'AWS_OWNED_KEY' };
  if (encryption.kmsKeyId === undefined) {
    throw new AwsError(
      'InvalidEncryptionConfiguration',
      'Invalid Encryption Configuration: Must specify a KMS key for a customer managed key.',
    );
  }
  return { kmsDataKeyReusePeriodSeconds: 300, ...encryption };
}
