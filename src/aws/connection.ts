/** The SDK's clients, all to one place: AWS, the embedded AWS or any other endpoint - the address is all that differs. */
import { CloudWatchLogsClient } from '@aws-sdk/client-cloudwatch-logs';
import { IAMClient } from '@aws-sdk/client-iam';
import { LambdaClient } from '@aws-sdk/client-lambda';
import { ResourceGroupsTaggingAPIClient } from '@aws-sdk/client-resource-groups-tagging-api';
import { S3Client } from '@aws-sdk/client-s3';
import { SFNClient } from '@aws-sdk/client-sfn';
import { GetCallerIdentityCommand, STSClient } from '@aws-sdk/client-sts';
import { setMaxListeners } from 'node:events';
import { systemClock } from '../clock.ts';
import type { Target } from '../compile/blueprint.ts';
import { UserError } from '../errors.ts';
import { lambdaRates, Pace } from './pace.ts';

/** Where to and as whom; what is left out comes from the SDK's standard variables and profiles. */
export interface Connection {
  readonly region?: string;
  readonly endpoint?: string;
  readonly credentials?: { readonly accessKeyId: string; readonly secretAccessKey: string };
}

export interface Aws {
  readonly target: Target;
  /** An address of one's own that stands for AWS; undefined: AWS itself. */
  readonly endpoint?: string;
  readonly iam: IAMClient;
  readonly lambda: LambdaClient;
  readonly sfn: SFNClient;
  /** For calls that a lost answer is no reason to make again. */
  readonly sfnOnce: SFNClient;
  readonly logs: CloudWatchLogsClient;
  readonly tagging: ResourceGroupsTaggingAPIClient;
  readonly s3: S3Client;
  /** Closes the sockets that the clients keep. */
  close(): void;
}

/** Attempts per call, the first one included, that the SDK makes on throttling and on faults of the service. */
const maxAttempts = 6;

/**
 * Clients for a connection, and the account behind its credentials (one GetCallerIdentity).
 * Throws UserError when there is no region; errors of AWS come as they are (errors.ts explains them).
 */
export async function connect(connection: Connection, signal?: AbortSignal): Promise<Aws> {
  // The SDK is part of the bundle: which Node a later one wants is nothing that a user could act on.
  process.env.AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED ??= 'true';
  const sts = new STSClient({ ...connection, maxAttempts });
  try {
    const region = await regionOf(sts);
    const identity = await sts.send(new GetCallerIdentityCommand({}), abortable(signal));
    const target = {
      account: identity.Account ?? '',
      region,
      partition: identity.Arn?.split(':')[1] ?? 'aws',
    };
    return clientsFor({ ...connection, region, maxAttempts }, target);
  } finally {
    sts.destroy();
  }
}

/** An empty variable counts as none: that is how configure-aws-credentials takes back what it has set. */
async function regionOf(client: STSClient): Promise<string> {
  const region = await client.config.region().catch(() => '');
  if (region) return region;
  throw new UserError({
    what: 'no AWS region is given',
    hint: 'Set AWS_REGION, or aws-region in the Action',
  });
}

function clientsFor(config: Connection & { region: string; maxAttempts: number }, target: Target): Aws {
  const iam = new IAMClient(config);
  const lambda = paced(new LambdaClient(config));
  // StartSyncExecution goes to the host `sync-…`, which an endpoint of one's own does not have.
  const endpoint = config.endpoint ?? process.env.AWS_ENDPOINT_URL;
  const ownEndpoint = Boolean(endpoint);
  const sfn = new SFNClient({ ...config, disableHostPrefix: ownEndpoint });
  const sfnOnce = new SFNClient({ ...config, disableHostPrefix: ownEndpoint, maxAttempts: 1 });
  const logs = new CloudWatchLogsClient(config);
  const tagging = new ResourceGroupsTaggingAPIClient(config);
  // Nor does a bucket have a host there.
  const s3 = new S3Client({ ...config, forcePathStyle: ownEndpoint });
  const close = (): void => {
    for (const client of [iam, lambda, sfn, sfnOnce, logs, tagging, s3]) client.destroy();
  };
  return { target, ...(endpoint && { endpoint }), iam, lambda, sfn, sfnOnce, logs, tagging, s3, close };
}

/** The client, keeping to the rates of Lambda's control plane; each attempt counts, not each call. */
function paced(client: LambdaClient): LambdaClient {
  const getFunction = new Pace(lambdaRates.getFunction, systemClock);
  const others = new Pace(lambdaRates.others, systemClock);
  client.middlewareStack.add(
    (next, context) => (args) => {
      const pace = context.commandName === 'GetFunctionCommand' ? getFunction : others;
      return pace.pass(() => next(args));
    },
    { name: 'pace', step: 'finalizeRequest', priority: 'low' },
  );
  return client;
}

/** The SDK's option for a signal, where there is one. Any number of calls may listen to it at once. */
export function abortable(signal: AbortSignal | undefined): { abortSignal?: AbortSignal } {
  if (!signal) return {};
  setMaxListeners(0, signal);
  return { abortSignal: signal };
}
