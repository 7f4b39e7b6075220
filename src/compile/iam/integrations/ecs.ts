/** ECS [developer guide, "IAM policies for calling Amazon ECS"]: the task definition, and the roles that it names. */
import { member } from '../arguments.ts';
import {
  arnIn,
  managedRule,
  named,
  passRole,
  unbounded,
  untold,
  type Call,
  type Grant,
  type Integration,
  type Scope,
} from '../grant.ts';

export const ecs: Integration = (call) => [
  { actions: ['ecs:RunTask'], ...taskDefinition(call) },
  ...roles(call),
  ...(['PropagateTags', 'Tags'].some((name) => member(call.arguments, name) !== undefined)
    ? [{ actions: ['ecs:TagResource'], resources: [arnIn(call.target, 'ecs', 'task/*')] }]
    : []),
  ...(call.isJob
    ? [
        // The task's id is known when it runs; Step Functions stops none but its own.
        {
          actions: ['ecs:StopTask', 'ecs:DescribeTasks'],
          ...unbounded,
          note: 'tasks get their ids as they run',
        },
        managedRule('StepFunctionsGetEventsForECSTaskRule', call),
      ]
    : []),
];

/** Without a revision the latest one is meant. */
function taskDefinition({ arguments: given, target }: Call): Scope {
  const { resources, ...scope } = named(member(given, 'TaskDefinition'), (name) =>
    arnIn(target, 'ecs', `task-definition/${name}`),
  );
  return { ...scope, resources: resources.map((arn) => (/(:\d+|^\*)$/.test(arn) ? arn : `${arn}:*`)) };
}

/** The task's two roles: as the call overrides them, else as the definition has them, which is not seen from here. */
function roles(call: Call): readonly Grant[] {
  const overrides = member(call.arguments, 'Overrides');
  const overridden = ['TaskRoleArn', 'ExecutionRoleArn'].map((name) => member(overrides, name));
  const service = 'ecs-tasks.amazonaws.com';
  if (overridden.every((role) => role !== undefined)) return passRole(overridden, service, call);
  const condition = { StringEquals: { 'iam:PassedToService': service } };
  return [{ sid: 'PassRole', actions: ['iam:PassRole'], ...untold, condition }];
}
