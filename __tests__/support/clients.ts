/** The SDK's clients on a running embedded AWS. */
import { IAMClient } from '@aws-sdk/client-iam';
import { LambdaClient } from '@aws-sdk/client-lambda';
import { SFNClient } from '@aws-sdk/client-sfn';

export interface Clients extends Disposable {
  readonly iam: IAMClient;
  readonly lambda: LambdaClient;
  readonly sfn: SFNClient;
}

export function clientsOf(endpoint: string): Clients {
  const config = {
    endpoint,
    region: 'us-west-2',
    credentials: { accessKeyId: 'test', secretAccessKey: 'test' },
  };
  const [iam, lambda, sfn] = [new IAMClient(config), new LambdaClient(config), new SFNClient(config)];
  return {
    iam,
    lambda,
    sfn,
    [Symbol.dispose]: () => {
      for (const client of [iam, lambda, sfn]) client.destroy();
    },
  };
}
