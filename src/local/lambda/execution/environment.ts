/** The environment of a function's process: as Lambda sets it, and nothing of this program's own. */
import { dirname } from 'node:path';
import type { Credentials } from '../../cloud.ts';
import type { FunctionVersion, Settings } from '../model.ts';

export interface EnvironmentFacts {
  readonly functionName: string;
  readonly version: FunctionVersion;
  readonly region: string;
  readonly logGroup: string;
  readonly logStream: string;
  readonly credentials: Credentials;
  /** Where the function finds AWS. */
  readonly endpoint: string;
  /** Where it finds services that are elsewhere: see CloudOptions. */
  readonly endpoints: Readonly<Record<string, string>>;
  /** Absolute path of the interpreter, where the package brings none. */
  readonly interpreter?: string;
}

/**
 * The defined runtime environment variables (AWS Lambda developer guide; values recorded from AWS) and the owner's own.
 * LAMBDA_TASK_ROOT is where the package lies here, AWS_ENDPOINT_URL leads back to this endpoint, and AWS_ENDPOINT_URL_… to
 * the services that are elsewhere.
 */
export function buildEnvironment(facts: EnvironmentFacts): Record<string, string> {
  const { version, credentials, region, interpreter } = facts;
  const { settings, code } = version;
  // The last layer wins, as in /opt, where AWS merges them.
  const layers = version.layers.map(({ folder }) => folder).reverse();
  return {
    AWS_ENDPOINT_URL: facts.endpoint,
    ...serviceVariables(facts.endpoints),
    LANG: 'en_US.UTF-8',
    LD_LIBRARY_PATH: [code.folder, `${code.folder}/lib`, ...layers.map((layer) => `${layer}/lib`)].join(':'),
    PATH: [
      ...(interpreter ? [dirname(interpreter)] : []),
      '/usr/local/bin',
      '/usr/bin',
      '/bin',
      ...layers.map((layer) => `${layer}/bin`),
    ].join(':'),
    PWD: code.folder,
    // Modules of the package can be named from its root.
    ...(settings.Runtime?.startsWith('nodejs') && { NODE_PATH: nodePath(code.folder, layers) }),
    ...(settings.Runtime?.startsWith('python') && layers.length > 0 && { PYTHONPATH: pythonPath(layers) }),
    TZ: ':UTC',
    ...settings.Environment?.Variables,
    AWS_ACCESS_KEY_ID: credentials.accessKeyId,
    AWS_DEFAULT_REGION: region,
    ...logVariables(settings.LoggingConfig),
    ...(settings.Runtime !== undefined && { AWS_EXECUTION_ENV: `AWS_Lambda_${settings.Runtime}` }),
    AWS_LAMBDA_FUNCTION_MEMORY_SIZE: String(settings.MemorySize),
    AWS_LAMBDA_FUNCTION_NAME: facts.functionName,
    AWS_LAMBDA_FUNCTION_VERSION: version.version,
    AWS_LAMBDA_INITIALIZATION_TYPE: 'on-demand',
    AWS_LAMBDA_LOG_GROUP_NAME: facts.logGroup,
    AWS_LAMBDA_LOG_STREAM_NAME: facts.logStream,
    AWS_REGION: region,
    AWS_SECRET_ACCESS_KEY: credentials.secretAccessKey,
    AWS_SESSION_TOKEN: credentials.sessionToken,
    LAMBDA_RUNTIME_DIR: '/var/runtime',
    LAMBDA_TASK_ROOT: code.folder,
    _HANDLER: settings.Handler ?? '',
  };
}

/** What a runtime needs to know to log in JSON. */
function logVariables(config: Settings['LoggingConfig']): Record<string, string> {
  if (config?.LogFormat !== 'JSON') return {};
  const { ApplicationLogLevel: level = 'INFO' } = config;
  return { AWS_LAMBDA_LOG_FORMAT: 'JSON', AWS_LAMBDA_LOG_LEVEL: level };
}

function serviceVariables(endpoints: EnvironmentFacts['endpoints']): Record<string, string> {
  const variables = Object.entries(endpoints).map(([id, url]) => [`AWS_ENDPOINT_URL_${id}`, url] as const);
  return Object.fromEntries(variables);
}

/** Where layers keep packages (AWS Lambda developer guide, "Layer paths for each Lambda runtime"). */
function nodePath(folder: string, layers: readonly string[]): string {
  return [folder, ...layers.map((layer) => `${layer}/nodejs/node_modules`)].join(':');
}

function pythonPath(layers: readonly string[]): string {
  return layers.map((layer) => `${layer}/python`).join(':');
}
