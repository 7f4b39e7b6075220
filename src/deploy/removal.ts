/** Deletes what is owned: one way for what a promotion leaves over and for destroy. */
import { DeleteLogGroupCommand } from '@aws-sdk/client-cloudwatch-logs';
import {
  DeleteRoleCommand,
  DeleteRolePolicyCommand,
  DetachRolePolicyCommand,
  ListAttachedRolePoliciesCommand,
  ListRolePoliciesCommand,
} from '@aws-sdk/client-iam';
import { DeleteFunctionCommand } from '@aws-sdk/client-lambda';
import { DeleteStateMachineCommand, DescribeStateMachineCommand } from '@aws-sdk/client-sfn';
import { abortable } from '../aws/connection.ts';
import { orUndefined } from '../aws/errors.ts';
import { isBusy, untilAccepted, untilDefined } from '../aws/patience.ts';
import type { Change, ResourceKind } from './change.ts';
import type { Owned } from './owned.ts';
import { allOf, carryOut, type Workbench } from './workbench.ts';

/** Callers before callees: the state machine, then functions, then what they wrote to and acted as. */
const order: readonly ResourceKind[] = ['state machine', 'function', 'log group', 'role'];

/** Deletes all of it, each kind at once. What has gone already is no error. */
export async function remove(bench: Workbench, owned: readonly Owned[]): Promise<void> {
  for (const resource of order) {
    const these = owned.filter((one) => one.resource === resource);
    await allOf(these.map((one) => carryOut(bench, deletion(one), () => deleteOne(bench, one))));
  }
}

export function deletion({ resource, name }: Owned): Change {
  return { action: 'delete', resource, name, reasons: [] };
}

async function deleteOne(bench: Workbench, one: Owned): Promise<void> {
  switch (one.resource) {
    case 'state machine':
      return deleteStateMachine(bench, one.arn);
    case 'function':
      return deleteFunction(bench, one.name);
    case 'log group':
      return deleteLogGroup(bench, one.name);
    case 'role':
      return deleteRole(bench, one.name);
    case 'function URL':
    case 'concurrency':
      return; // Goes with its function.
  }
}

/** Waits until DELETING has passed: until then the name cannot be used again. */
async function deleteStateMachine(bench: Workbench, arn: string): Promise<void> {
  const { sfn } = bench.aws;
  const options = abortable(bench.signal);
  await sfn.send(new DeleteStateMachineCommand({ stateMachineArn: arn }), options);
  await untilDefined(bench, async () => {
    const found = await orUndefined(
      sfn.send(new DescribeStateMachineCommand({ stateMachineArn: arn }), options),
    );
    return found ? undefined : true;
  });
}

/** With its versions, aliases and URLs. */
async function deleteFunction(bench: Workbench, name: string): Promise<void> {
  const command = new DeleteFunctionCommand({ FunctionName: name });
  await untilAccepted(bench, isBusy, () =>
    orUndefined(bench.aws.lambda.send(command, abortable(bench.signal))),
  );
}

async function deleteLogGroup(bench: Workbench, name: string): Promise<void> {
  await orUndefined(
    bench.aws.logs.send(new DeleteLogGroupCommand({ logGroupName: name }), abortable(bench.signal)),
  );
}

/** IAM deletes a role only when its policies have gone. */
async function deleteRole(bench: Workbench, name: string): Promise<void> {
  const { iam } = bench.aws;
  const options = abortable(bench.signal);
  const role = { RoleName: name };
  const inline = await orUndefined(iam.send(new ListRolePoliciesCommand(role), options));
  const attached = await orUndefined(iam.send(new ListAttachedRolePoliciesCommand(role), options));
  await allOf([
    ...(inline?.PolicyNames ?? []).map((PolicyName) =>
      orUndefined(iam.send(new DeleteRolePolicyCommand({ ...role, PolicyName }), options)),
    ),
    ...(attached?.AttachedPolicies ?? []).map(({ PolicyArn }) =>
      orUndefined(iam.send(new DetachRolePolicyCommand({ ...role, PolicyArn }), options)),
    ),
  ]);
  await orUndefined(iam.send(new DeleteRoleCommand(role), options));
}
