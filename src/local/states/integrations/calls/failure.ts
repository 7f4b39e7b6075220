/** Errors of services as a state's Catch sees them: the SDK for Java words them, its first version for optimised integrations. */
import { TaskFailure } from '../../../asl/index.ts';
import { ServiceRefusal, Unreachable } from './call.ts';
import type { SdkService } from './services.ts';

/** Codes for which the SDK has no class of its own, but one of the service. */
const unmodelled = new Set([
  'AccessDenied',
  'AccessDeniedException',
  'AuthorizationError',
  'NotImplemented',
  'SerializationException',
  'UnknownOperationException',
  'UnrecognizedClientException',
]);

/** `DynamoDb.ResourceNotFoundException` [recorded for DynamoDB, S3 and Step Functions]. */
export function sdkFailure({ id, name }: SdkService, thrown: unknown): unknown {
  const java = javaName(id);
  if (thrown instanceof Unreachable) return new TaskFailure(`${java}.SdkClientException`, thrown.message);
  if (!(thrown instanceof ServiceRefusal)) return thrown;
  const { code, message, status, requestId, extendedRequestId } = thrown;
  const generic = unmodelled.has(code) || (name === 'dynamodb' && code === 'ValidationException');
  const error = generic ? `${java}Exception` : code.replace(/(Exception)?$/, 'Exception');
  const extended = extendedRequestId === undefined ? '' : `, Extended Request ID: ${extendedRequestId}`;
  const details = `Service: ${java}, Status Code: ${status}, Request ID: ${requestId}${extended}`;
  return new TaskFailure(`${java}.${error}`, `${message} (${details}) (SDK Attempt Count: 1)`);
}

/** How an optimised integration names its service. */
export interface OptimisedNames {
  /** Before the dot: `DynamoDB`. */
  readonly prefix: string;
  /** Its error where there is no closer one: `AmazonDynamoDBException`. */
  readonly generic: string;
  /** In causes: `AmazonDynamoDBv2`. */
  readonly service: string;
  /** Codes that are an error of their own. */
  readonly modelled: ReadonlySet<string>;
}

/** `DynamoDB.ConditionalCheckFailedException` */
export function optimisedFailure(names: OptimisedNames, thrown: unknown): unknown {
  const { prefix, generic, service, modelled } = names;
  if (thrown instanceof Unreachable) return new TaskFailure(`${prefix}.SdkClientException`, thrown.message);
  if (!(thrown instanceof ServiceRefusal)) return thrown;
  const { code, message, status, requestId } = thrown;
  const error = modelled.has(code) ? code.replace(/(Exception)?$/, 'Exception') : generic;
  const details = `Service: ${service}; Status Code: ${status}; Error Code: ${code}; Request ID: ${requestId}; Proxy: null`;
  return new TaskFailure(`${prefix}.${error}`, `${message} (${details})`);
}

/** `DynamoDB` → `DynamoDb`, `Secrets Manager` → `SecretsManager`, `SFN` → `Sfn`. */
function javaName(id: string): string {
  return id
    .split(/[^A-Za-z0-9]+/)
    .flatMap((word) => word.match(/[A-Z]+(?![a-z])|[A-Z]?[a-z0-9]+/g) ?? [])
    .map((part) => part.charAt(0).toUpperCase() + part.slice(1).toLowerCase())
    .join('');
}
