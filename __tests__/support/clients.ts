/** The SDK's clients at an endpoint that tests deploy to. */
import { CloudWatchLogsClient } from '@aws-sdk/client-cloudwatch-logs';
import { IAMClient } from '@aws-sdk/client-iam';
import { LambdaClient } from '@aws-sdk/client-lambda';
import { SFNClient } from '@aws-sdk/client-sfn';
import { STSClient } from '@aws-sdk/client-sts';
import type { RunningLocal } from './spawn.ts';

export interface Clients extends Disposable {
  readonly iam: IAMClient;
  readonly lambda: LambdaClient;
  readonly sfn: SFNClient;
  readonly logs: CloudWatchLogsClient;
  readonly sts: STSClient;
}

/** As the one that the endpoint's variables name. */
export function clientsOf({ endpoint, env }: Pick<RunningLocal, 'endpoint' | 'env'>): Clients {
  const config = {
    endpoint,
    region: env.AWS_REGION ?? '',
    credentials: {
      accessKeyId: env.AWS_ACCESS_KEY_ID ?? '',
      secretAccessKey: env.AWS_SECRET_ACCESS_KEY ?? '',
      ...(env.AWS_SESSION_TOKEN !== undefined && { sessionToken: env.AWS_SESSION_TOKEN }),
    },
  };
  const clients = {
    iam: new IAMClient(config),
    lambda: new LambdaClient(config),
    sfn: new SFNClient(config),
    logs: new CloudWatchLogsClient(config),
    sts: new STSClient(config),
  };
  return {
    ...clients,
    [Symbol.dispose]: () => {
      for (const client of Object.values(clients)) client.destroy();
    },
  };
}
