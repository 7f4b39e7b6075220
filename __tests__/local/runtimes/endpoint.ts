/**
 * A program for tests: an embedded AWS whose only function starts a process of its own and then spins. Prints the pids of both once
 * they run, and never ends by itself.
 */
import { CreateRoleCommand, IAMClient } from '@aws-sdk/client-iam';
import {
  CreateFunctionCommand,
  GetFunctionCommand,
  InvokeCommand,
  LambdaClient,
} from '@aws-sdk/client-lambda';
import { buffer } from 'node:stream/consumers';
import { ZipFile } from 'yazl';
import { startLocalAws } from '../../../src/local/server.ts';

const source = `import os, subprocess
def handler(event, context):
    child = subprocess.Popen(["sleep", "600"])
    with open(event["report"], "w") as file:
        file.write(f"{os.getpid()} {child.pid} {os.getcwd()}\\n")
    while True:
        pass
`;

const { endpoint } = await startLocalAws();
const options = {
  endpoint,
  region: 'us-east-1',
  credentials: { accessKeyId: '111111111111', secretAccessKey: 'x' },
};
const iam = new IAMClient(options);
const lambda = new LambdaClient(options);
const Statement = [
  { Effect: 'Allow', Action: 'sts:AssumeRole', Principal: { Service: 'lambda.amazonaws.com' } },
];
const AssumeRolePolicyDocument = JSON.stringify({ Version: '2012-10-17', Statement });
const { Role } = await iam.send(new CreateRoleCommand({ RoleName: 'role', AssumeRolePolicyDocument }));
const zip = new ZipFile();
zip.addBuffer(Buffer.from(source), 'handler.py');
zip.end();
await lambda.send(
  new CreateFunctionCommand({
    FunctionName: 'fn',
    Runtime: 'python3.12',
    Handler: 'handler.handler',
    Role: Role?.Arn,
    Timeout: 600,
    Code: { ZipFile: await buffer(zip.outputStream) },
  }),
);
const FunctionName = 'fn';
while ((await lambda.send(new GetFunctionCommand({ FunctionName }))).Configuration?.State !== 'Active');
const Payload = JSON.stringify({ report: process.argv[2] });
await lambda.send(new InvokeCommand({ FunctionName, Payload }));
