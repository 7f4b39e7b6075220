/** The SDK's clients of one endpoint. */
import { CloudWatchLogsClient } from '@aws-sdk/client-cloudwatch-logs';
import { IAMClient } from '@aws-sdk/client-iam';
import { LambdaClient } from '@aws-sdk/client-lambda';
import { SFNClient } from '@aws-sdk/client-sfn';

export const account = '111111111111';
export const region = 'us-east-1';
export const credentials = { accessKeyId: account, secretAccessKey: 'chaos' };

export interface Clients extends Disposable {
  readonly iam: IAMClient;
  readonly lambda: LambdaClient;
  readonly sfn: SFNClient;
  readonly logs: CloudWatchLogsClient;
}

export function clientsOf(endpoint: string): Clients {
  const options = { endpoint, region, credentials };
  const clients = {
    iam: new IAMClient(options),
    lambda: new LambdaClient(options),
    sfn: new SFNClient(options),
    logs: new CloudWatchLogsClient(options),
  };
  const close = (): void => {
    for (const client of Object.values(clients)) client.destroy();
  };
  return { ...clients, [Symbol.dispose]: close };
}

/** The answer; undefined where there is no such thing. */
export async function found<T>(call: Promise<T>): Promise<T | undefined> {
  try {
    return await call;
  } catch (thrown) {
    if (thrown instanceof Error && /NotFound|NoSuchEntity|DoesNotExist/.test(thrown.name)) return undefined;
    throw thrown;
  }
}
