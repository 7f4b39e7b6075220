/** What AWS checks of the environment that a function's owner wants. */
import { invalidParameter, validate } from './validation.ts';

/** Set by Lambda itself (AWS Lambda developer guide, "Defined runtime environment variables"). */
const reserved = new Set([
  'AWS_ACCESS_KEY',
  'AWS_ACCESS_KEY_ID',
  'AWS_DEFAULT_REGION',
  'AWS_EXECUTION_ENV',
  'AWS_LAMBDA_FUNCTION_MEMORY_SIZE',
  'AWS_LAMBDA_FUNCTION_NAME',
  'AWS_LAMBDA_FUNCTION_VERSION',
  'AWS_LAMBDA_INITIALIZATION_TYPE',
  'AWS_LAMBDA_LOG_GROUP_NAME',
  'AWS_LAMBDA_LOG_STREAM_NAME',
  'AWS_LAMBDA_RUNTIME_API',
  'AWS_REGION',
  'AWS_SECRET_ACCESS_KEY',
  'AWS_SESSION_TOKEN',
  'LAMBDA_RUNTIME_DIR',
  'LAMBDA_TASK_ROOT',
]);

const namePattern = '[a-zA-Z]([a-zA-Z0-9_])+';
const maximumBytes = 4096;
const failure =
  'Lambda was unable to configure your environment variables because the environment variables you have provided';

export function checkEnvironment(variables: Readonly<Record<string, string>> = {}): void {
  const names = Object.keys(variables);
  const badName = names.some((name) => !new RegExp(`^${namePattern}$`).test(name));
  validate(
    badName
      ? `Value at 'environment.variables' failed to satisfy constraint: Map keys must satisfy constraint: [Member must satisfy regular expression pattern: ${namePattern}, Member must not be null]`
      : undefined,
  );
  const taken = names.filter((name) => reserved.has(name));
  if (taken.length > 0) {
    throw invalidParameter(
      `${failure} contains reserved keys that are currently not supported for modification. Reserved keys used in this request: ${taken.join(', ')}`,
    );
  }
  const measured = JSON.stringify(variables);
  if (Buffer.byteLength(measured) > maximumBytes) {
    throw invalidParameter(`${failure} exceeded the 4KB limit. String measured: ${measured}`);
  }
}
