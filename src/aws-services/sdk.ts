/**
 * Services and operations of the AWS SDK, as `arn:aws:states:::aws-sdk:SERVICE:OPERATION` names them, with their IAM
 * prefixes. The table is unpacked when it is first asked for.
 */
import { brotliDecompressSync } from 'node:zlib';
import { table } from './table.ts';

export interface SdkService {
  /** Lower-case letters and digits: `dynamodb`, `cloudwatchlogs`. */
  readonly name: string;
  /** What its IAM actions begin with: `logs`. */
  readonly prefix: string;
  /** In the SDK's own capitals: `PutItem`. */
  readonly operations: ReadonlySet<string>;
  /** Those of them for which IAM has no action of the same name. */
  readonly withoutAction: ReadonlySet<string>;
}

/** The service of this name, or undefined when there is none. */
export function sdkService(name: string): SdkService | undefined {
  return allServices().get(name);
}

/** Names of all services, in alphabetical order. */
export function sdkServiceNames(): readonly string[] {
  return [...allServices().keys()];
}

/** Names of the services whose IAM actions have this prefix: `logs` → `cloudwatchlogs`. */
export function sdkServicesOfPrefix(prefix: string): readonly string[] {
  return [...allServices().values()].filter((service) => service.prefix === prefix).map(({ name }) => name);
}

/** `putItem` → `PutItem`: an operation in a Resource begins with a small letter, and is otherwise the SDK's. */
export function operationName(camelCase: string): string {
  return camelCase.charAt(0).toUpperCase() + camelCase.slice(1);
}

/** `PutItem` → `putItem` */
export function camelCase(operation: string): string {
  return operation.charAt(0).toLowerCase() + operation.slice(1);
}

let unpacked: ReadonlyMap<string, SdkService> | undefined;

function allServices(): ReadonlyMap<string, SdkService> {
  unpacked ??= new Map(unpack().map((line) => [line.slice(0, line.indexOf(' ')), serviceOf(line)]));
  return unpacked;
}

function unpack(): string[] {
  return brotliDecompressSync(Buffer.from(table, 'base64')).toString().split('\n');
}

/** From `NAME PREFIX OPERATION …`, where a `!` marks an operation without an action. */
function serviceOf(line: string): SdkService {
  const [name = '', prefix = '', ...marked] = line.split(' ');
  return {
    name,
    prefix,
    operations: new Set(marked.map((one) => one.replace('!', ''))),
    withoutAction: new Set(marked.filter((one) => one.startsWith('!')).map((one) => one.slice(1))),
  };
}
