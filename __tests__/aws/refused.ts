/** Calls an endpoint that does not answer and prints what a person is told. In a process of its own: in jest's, an error of
 * the network is of another realm than the SDK, which then knows nothing of it. */
import { GetFunctionCommand, LambdaClient } from '@aws-sdk/client-lambda';
import { explain } from '../../src/aws/errors.ts';
import { UserError } from '../../src/errors.ts';

const client = new LambdaClient({
  endpoint: process.argv[2] ?? '',
  region: 'us-east-1',
  credentials: { accessKeyId: 'x', secretAccessKey: 'x' },
  maxAttempts: 1,
});
try {
  await client.send(new GetFunctionCommand({ FunctionName: 'f' }));
} catch (thrown) {
  const explained = explain(thrown);
  process.stdout.write(
    explained instanceof UserError ? `${explained.exitCode} ${explained.message}` : 'a bug',
  );
}
