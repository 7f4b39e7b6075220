/**
 * Every operation that a deploy, a run or a destroy calls, with what IAM asks for it. A test compares this table with the
 * code's own imports, so that a new call without its permission does not get through.
 */
import type { Blueprint } from '../blueprint.ts';
import type { Resources } from './resources.ts';

/** One statement of the policy: operations of one service that are allowed on the same resources. */
export interface CallGroup {
  readonly sid: string;
  /** `@aws-sdk/client-…` */
  readonly client: keyof typeof prefixes;
  readonly on: keyof Resources;
  readonly reason: string;
  readonly operations: readonly string[];
  /** Where IAM asks for something else than the operation's name, or for more. */
  readonly actions?: Readonly<Record<string, readonly string[]>>;
  /** Whether the roles' boundary is a condition. */
  readonly isBounded?: boolean;
  /** Unless it answers true the statement is left out. */
  readonly isNeeded?: (blueprint: Blueprint) => boolean;
}

/** What the names of a client's actions begin with. */
export const prefixes = {
  iam: 'iam',
  lambda: 'lambda',
  sfn: 'states',
  'cloudwatch-logs': 'logs',
  'resource-groups-tagging-api': 'tag',
  s3: 's3',
} as const;

/** Needs no permission, and none can be denied [STS API reference, GetCallerIdentity]. */
export const unguardedCalls: ReadonlySet<string> = new Set(['sts GetCallerIdentity']);

const makesRoles = ({ functions, stateMachine }: Blueprint): boolean =>
  [...functions, stateMachine].some(({ role }) => !role.isGiven);

const roles: readonly CallGroup[] = [
  {
    sid: 'FindRoles',
    client: 'iam',
    on: 'everything',
    reason: 'roles are found by their path; this takes no resource',
    operations: ['ListRoles'],
  },
  {
    sid: 'ReadRoles',
    client: 'iam',
    on: 'namedRoles',
    reason: 'a name may stand elsewhere; one that does not exist has no path yet',
    operations: ['GetRole', 'ListRoleTags'],
    isNeeded: makesRoles,
  },
  {
    sid: 'MakeRoles',
    client: 'iam',
    on: 'ownRoles',
    reason: 'one role for each function and one for the state machine',
    operations: ['CreateRole', 'PutRolePolicy'],
    isBounded: true,
    isNeeded: makesRoles,
  },
  {
    sid: 'BoundRoles',
    client: 'iam',
    on: 'ownRoles',
    reason: 'permissionsBoundary',
    operations: ['PutRolePermissionsBoundary'],
    isBounded: true,
    isNeeded: ({ functions, stateMachine }) =>
      [...functions, stateMachine].some(({ role }) => role.permissionsBoundary !== undefined),
  },
  {
    sid: 'ChangeRoles',
    client: 'iam',
    on: 'ownRoles',
    reason: 'roles change with the workflow, and go with it; a tag is the lease of a deploy',
    operations: [
      'GetRolePolicy',
      'ListRolePolicies',
      'ListAttachedRolePolicies',
      'UpdateAssumeRolePolicy',
      'TagRole',
      'UntagRole',
      'DeleteRolePolicy',
      'DetachRolePolicy',
      'DeleteRole',
    ],
    isNeeded: makesRoles,
  },
];

const functions: CallGroup = {
  sid: 'DeployFunctions',
  client: 'lambda',
  on: 'functions',
  reason: 'functions with their versions, aliases, URLs and permissions',
  operations: [
    'GetFunction',
    'CreateFunction',
    'UpdateFunctionConfiguration',
    'UpdateFunctionCode',
    'PublishVersion',
    'DeleteFunction',
    'ListVersionsByFunction',
    'GetAlias',
    'ListAliases',
    'CreateAlias',
    'UpdateAlias',
    'DeleteAlias',
    'GetFunctionUrlConfig',
    'CreateFunctionUrlConfig',
    'UpdateFunctionUrlConfig',
    'DeleteFunctionUrlConfig',
    'GetPolicy',
    'AddPermission',
    'RemovePermission',
    'GetFunctionConcurrency',
    'PutFunctionConcurrency',
    'DeleteFunctionConcurrency',
    'TagResource',
    'UntagResource',
  ],
  // Its answer has tags only for whoever may list them [API reference, GetFunction].
  actions: { GetFunction: ['lambda:GetFunction', 'lambda:ListTags'] },
};

const stateMachine: readonly CallGroup[] = [
  {
    sid: 'DeployStateMachine',
    client: 'sfn',
    on: 'stateMachine',
    reason: 'the state machine with its versions and its alias, and executions of them',
    operations: [
      'DescribeStateMachine',
      'CreateStateMachine',
      'UpdateStateMachine',
      'DeleteStateMachine',
      'ListStateMachineVersions',
      'DeleteStateMachineVersion',
      'DescribeStateMachineAlias',
      'CreateStateMachineAlias',
      'UpdateStateMachineAlias',
      'DeleteStateMachineAlias',
      'ListTagsForResource',
      'TagResource',
      'UntagResource',
      'ListExecutions',
      'StartExecution',
      'StartSyncExecution',
    ],
    // With `publish`, both need it [Step Functions developer guide, "Authorization for versions and aliases"].
    actions: {
      CreateStateMachine: ['states:CreateStateMachine', 'states:PublishStateMachineVersion'],
      UpdateStateMachine: ['states:UpdateStateMachine', 'states:PublishStateMachineVersion'],
    },
  },
  {
    sid: 'ValidateDefinition',
    client: 'sfn',
    on: 'everything',
    reason: 'the definition is checked before anything is written; this takes no resource',
    operations: ['ValidateStateMachineDefinition'],
  },
  {
    sid: 'TestStates',
    client: 'sfn',
    on: 'everything',
    reason: 'tests with mocks go through the definition state by state; this takes no resource',
    operations: ['TestState'],
  },
  {
    sid: 'FollowExecutions',
    client: 'sfn',
    on: 'executions',
    reason: 'the run is followed, and stopped when the job is cancelled',
    operations: ['DescribeExecution', 'GetExecutionHistory', 'StopExecution'],
  },
  {
    sid: 'FollowMapRuns',
    client: 'sfn',
    on: 'mapRuns',
    reason: 'the items of a distributed Map are counted',
    operations: ['DescribeMapRun'],
  },
];

const others: readonly CallGroup[] = [
  {
    sid: 'FindLogGroups',
    client: 'cloudwatch-logs',
    on: 'everything',
    reason: 'this takes no resource',
    operations: ['DescribeLogGroups'],
  },
  {
    sid: 'MakeLogGroups',
    client: 'cloudwatch-logs',
    on: 'logGroups',
    reason: 'log groups with their retention',
    operations: [
      'CreateLogGroup',
      'PutRetentionPolicy',
      'DeleteRetentionPolicy',
      'ListTagsForResource',
      'TagResource',
      'DeleteLogGroup',
    ],
  },
  {
    sid: 'ReadLogs',
    client: 'cloudwatch-logs',
    on: 'logGroups',
    reason:
      'what a function logged before it failed is shown; the states of an express execution are in its log',
    operations: ['FilterLogEvents'],
  },
  {
    sid: 'FindByTag',
    client: 'resource-groups-tagging-api',
    on: 'everything',
    reason: 'what is owned is found by its tags; this takes no resource',
    operations: ['GetResources'],
  },
  {
    sid: 'DeliverZips',
    client: 's3',
    on: 'artifacts',
    reason: 'artifacts: Lambda reads large zips in the name of whoever deploys',
    operations: ['HeadObject', 'PutObject'],
    actions: { HeadObject: ['s3:GetObject'] },
  },
];

export const callGroups: readonly CallGroup[] = [...roles, functions, ...stateMachine, ...others];
