/** An embedded AWS in this process, with roles and functions, as its clients see it. */
import { CreateRoleCommand, IAMClient, PutRolePolicyCommand } from '@aws-sdk/client-iam';
import { CreateFunctionCommand, LambdaClient, waitUntilFunctionActiveV2 } from '@aws-sdk/client-lambda';
import {
  CreateStateMachineCommand,
  DescribeExecutionCommand,
  ListExecutionsCommand,
  SFNClient,
  StartExecutionCommand,
  type DescribeExecutionOutput,
  type ExecutionStatus,
} from '@aws-sdk/client-sfn';
import { buffer } from 'node:stream/consumers';
import { ZipFile } from 'yazl';
import { startLocalAws, type LocalAws } from '../../src/local/server.ts';

const account = '111111111111';
const region = 'us-east-1';
const roleArn = `arn:aws:iam::${account}:role/all`;

export class World implements AsyncDisposable {
  readonly #aws: LocalAws;
  readonly #lambda: LambdaClient;
  readonly #sfn: SFNClient;

  private constructor(aws: LocalAws, lambda: LambdaClient, sfn: SFNClient) {
    this.#aws = aws;
    this.#lambda = lambda;
    this.#sfn = sfn;
  }

  static async open(options: { readonly fastWaits: boolean }): Promise<World> {
    const aws = await startLocalAws(options);
    const credentials = { accessKeyId: account, secretAccessKey: 'x' };
    const config = { endpoint: aws.endpoint, region, credentials };
    const iam = new IAMClient(config);
    await createRole(iam);
    iam.destroy();
    return new World(aws, new LambdaClient(config), new SFNClient(config));
  }

  /** A function in JavaScript that answers the value of an expression over `event`. */
  async createFunction(FunctionName: string, expression: string): Promise<string> {
    const zip = new ZipFile();
    zip.addBuffer(Buffer.from(`export const handler = async (event) => (${expression});`), 'index.mjs');
    zip.end();
    const Code = { ZipFile: await buffer(zip.outputStream) };
    const settings = { Runtime: 'nodejs22.x', Handler: 'index.handler', Role: roleArn } as const;
    await this.#lambda.send(new CreateFunctionCommand({ FunctionName, Code, ...settings }));
    const waiter = { client: this.#lambda, maxWaitTime: 60, minDelay: 0.02, maxDelay: 0.2 };
    await waitUntilFunctionActiveV2(waiter, { FunctionName });
    return `arn:aws:lambda:${region}:${account}:function:${FunctionName}`;
  }

  async createMachine(name: string, definition: object): Promise<string> {
    const request = { name, definition: JSON.stringify(definition), roleArn };
    const { stateMachineArn = '' } = await this.#sfn.send(new CreateStateMachineCommand(request));
    return stateMachineArn;
  }

  async start(stateMachineArn: string, input: unknown): Promise<string> {
    const command = new StartExecutionCommand({ stateMachineArn, input: JSON.stringify(input) });
    const { executionArn = '' } = await this.#sfn.send(command);
    return executionArn;
  }

  /** Asks until the execution has ended. */
  async ended(executionArn: string): Promise<DescribeExecutionOutput> {
    for (;;) {
      const described = await this.#sfn.send(new DescribeExecutionCommand({ executionArn }));
      if (described.status !== 'RUNNING') return described;
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
  }

  /** How many executions of a state machine have a status. */
  async count(stateMachineArn: string, statusFilter: ExecutionStatus): Promise<number> {
    let [count, nextToken] = [0, undefined as string | undefined];
    do {
      const page = await this.#sfn.send(
        new ListExecutionsCommand({ stateMachineArn, statusFilter, maxResults: 1000, nextToken }),
      );
      count += page.executions?.length ?? 0;
      ({ nextToken } = page);
    } while (nextToken !== undefined);
    return count;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#sfn.destroy();
    this.#lambda.destroy();
    await this.#aws.close();
  }
}

/** For state machines and functions alike. */
async function createRole(iam: IAMClient): Promise<void> {
  const principals = { Service: ['states.amazonaws.com', 'lambda.amazonaws.com'] };
  const trust = document({ Effect: 'Allow', Action: 'sts:AssumeRole', Principal: principals });
  await iam.send(new CreateRoleCommand({ RoleName: 'all', AssumeRolePolicyDocument: trust }));
  const PolicyDocument = document({ Effect: 'Allow', Action: '*', Resource: '*' });
  await iam.send(new PutRolePolicyCommand({ RoleName: 'all', PolicyName: 'all', PolicyDocument }));
}

function document(statement: object): string {
  return JSON.stringify({ Version: '2012-10-17', Statement: [statement] });
}
