/** The endpoint, measured from where its users stand: through the SDK. */
import { CreateRoleCommand, IAMClient } from '@aws-sdk/client-iam';
import {
  CreateStateMachineCommand,
  DescribeExecutionCommand,
  SFNClient,
  StartExecutionCommand,
  StartSyncExecutionCommand,
  type StateMachineType,
} from '@aws-sdk/client-sfn';
import { startLocalAws, type LocalAws } from '../../src/local/server.ts';
import type { Workload } from './definitions.ts';

const account = '123456789012';

export class Endpoint {
  readonly #aws: LocalAws;
  readonly #sfn: SFNClient;
  readonly #roleArn: string;

  constructor(aws: LocalAws, sfn: SFNClient, roleArn: string) {
    this.#aws = aws;
    this.#sfn = sfn;
    this.#roleArn = roleArn;
  }

  async create(
    name: string,
    { definition }: Workload,
    type: StateMachineType = 'STANDARD',
  ): Promise<string | undefined> {
    const request = { name, type, definition: JSON.stringify(definition), roleArn: this.#roleArn };
    return (await this.#sfn.send(new CreateStateMachineCommand(request))).stateMachineArn;
  }

  /** Starts an execution and asks until it has ended. Rejects unless it succeeds. */
  async run(stateMachineArn: string | undefined, { input }: Workload): Promise<void> {
    const start = new StartExecutionCommand({ stateMachineArn, input: JSON.stringify(input) });
    const { executionArn } = await this.#sfn.send(start);
    for (let status: string | undefined = 'RUNNING'; status === 'RUNNING';) {
      ({ status } = await this.#sfn.send(new DescribeExecutionCommand({ executionArn })));
      if (status !== 'RUNNING' && status !== 'SUCCEEDED') throw new Error(`The execution ${status}`);
    }
  }

  /** Rejects unless the express execution succeeds. */
  async runExpress(stateMachineArn: string | undefined, { input }: Workload): Promise<void> {
    const start = new StartSyncExecutionCommand({ stateMachineArn, input: JSON.stringify(input) });
    const { status, cause } = await this.#sfn.send(start);
    if (status !== 'SUCCEEDED') throw new Error(`The execution ${status}: ${cause}`);
  }

  async close(): Promise<void> {
    this.#sfn.destroy();
    await this.#aws.close();
  }
}

/** An endpoint with a role for state machines. */
export async function startEndpoint(): Promise<Endpoint> {
  const aws = await startLocalAws();
  const credentials = { accessKeyId: account, secretAccessKey: 'x' };
  // Else StartSyncExecution would go to the host `sync-127.0.0.1`.
  const config = { endpoint: aws.endpoint, region: 'us-east-1', credentials, disableHostPrefix: true };
  const iam = new IAMClient(config);
  const statement = {
    Effect: 'Allow',
    Action: 'sts:AssumeRole',
    Principal: { Service: 'states.amazonaws.com' },
  };
  const trust = { Version: '2012-10-17', Statement: [statement] };
  const role = { RoleName: 'bench', AssumeRolePolicyDocument: JSON.stringify(trust) };
  const { Role } = await iam.send(new CreateRoleCommand(role));
  iam.destroy();
  return new Endpoint(aws, new SFNClient(config), Role?.Arn ?? '');
}
