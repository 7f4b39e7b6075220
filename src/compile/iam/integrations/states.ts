/** Step Functions itself: other state machines, and what becomes of their executions. */
import { member, type Argument } from '../arguments.ts';
import { atRunTime, managedRule, named, untold, type Call, type Integration, type Scope } from '../grant.ts';

export const states: Integration = (call) => {
  const machine = member(call.arguments, 'StateMachineArn');
  return [
    { actions: ['states:StartExecution'], ...stateMachine(machine) },
    ...(call.isJob
      ? [
          { actions: ['states:DescribeExecution', 'states:StopExecution'], ...executionsOf(machine) },
          managedRule('StepFunctionsGetEventsForStepFunctionsExecutionRule', call),
        ]
      : []),
  ];
};

const machineArn = /^(arn:[^:]+:states:[^:]+:[^:]+:)stateMachine:([^:]+)(:[^:]+)?$/;

/** What is started as a version or an alias is allowed beside the machine that it is of. */
function stateMachine(value: Argument): Scope {
  if (typeof value !== 'string') return atRunTime;
  const [, start = '', name = '', qualifier] = machineArn.exec(value) ?? [];
  return { resources: qualifier === undefined ? [value] : [`${start}stateMachine:${name}`, value] };
}

function executionsOf(value: Argument): Scope {
  if (typeof value !== 'string') return atRunTime;
  const [, start, name] = machineArn.exec(value) ?? [];
  return start === undefined || name === undefined ? untold : { resources: [`${start}execution:${name}:*`] };
}

const startsExecution = new Set(['states:StartExecution', 'states:StartSyncExecution']);
const arnMembers = [
  'StateMachineArn',
  'StateMachineVersionArn',
  'StateMachineAliasArn',
  'ExecutionArn',
  'ActivityArn',
  'MapRunArn',
  'ResourceArn',
];

/** What an operation of the SDK is about: the first ARN among its arguments. */
export function aboutStates(action: string, { arguments: given }: Call): Scope {
  const arn = arnMembers.map((name) => member(given, name)).find((value) => value !== undefined);
  if (arn === undefined) return untold;
  return startsExecution.has(action) ? stateMachine(arn) : named(arn, (text) => text);
}
