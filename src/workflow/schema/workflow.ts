import { z } from 'zod';
import { about } from './about.ts';
import { policyArn, roleArn } from './arn.ts';
import { retriers } from './errors.ts';
import { functionChanges, functionDefaults, functionKey, functionSchema, permissions } from './function.ts';
import { stateMachineLogging } from './logs.ts';
import { map } from './map.ts';
import { step } from './steps.ts';
import { queryLanguage } from './steps/common.ts';
import { tests } from './tests.ts';
import { duration, longest, text } from './text.ts';

/** State machine names take 80 characters; the stage and a hash want their share [botocore 1.43 states Name]. */
const nameLength = 64;

const artifacts = map(
  {
    // Lower-case letters, digits, dots and hyphens [S3 user guide, bucket naming rules].
    bucket: z
      .string()
      .regex(/^([a-z0-9][a-z0-9.-]{1,61}[a-z0-9]|.*\$\{.*)$/, { error: 'must be the name of an S3 bucket' })
      .meta(about("S3 bucket in the functions' region", 'code-${account}-${region}')),
    prefix: z
      .string()
      .max(512)
      .regex(/^[^/]/, { error: 'must not begin with "/"' })
      .meta(about('What the keys begin with; stepline/ unless given', 'stepline/'))
      .optional(),
  },
  '{ bucket: NAME }',
).meta(
  about('Where zips of more than 50 MB go, which Lambda takes by way of S3 alone', {
    bucket: 'code-${account}-${region}',
  }),
);

/** What values and retry policies are called by. */
const ownName = z
  .string()
  .max(64)
  .regex(/^[a-zA-Z][a-zA-Z0-9_-]*$/, {
    error: 'must begin with a letter and go on with letters, digits, - and _',
  });

const values = z.record(ownName, z.string()).meta(
  about('Texts that `${values.NAME}` stands for; each stage may have its own', {
    TABLE: 'orders-${stage}',
  }),
);

const keys = {
  name: text(nameLength)
    .regex(/^[a-zA-Z0-9_-]+$/, { error: 'must be made of letters, digits, - and _' })
    .meta(about('First part of the names of all resources', 'orders')),
  description: z.string().meta(about('What the workflow is for', 'Take an order and charge it')).optional(),
  type: z
    .enum(['STANDARD', 'EXPRESS'])
    .describe('EXPRESS: five minutes at most, and the log is the only history. STANDARD unless given')
    .optional(),
  timeout: duration(1, longest).meta(about('Longest time for an execution', '10m')).optional(),
  queryLanguage: queryLanguage.optional(),
  defaults: map({ function: functionDefaults.optional() })
    .meta(about('What holds for all unless said otherwise', { function: { memory: 256, timeout: '30s' } }))
    .optional(),
  definition: z
    .union([text(), z.record(z.string(), z.unknown())], {
      error: 'must be the path of an ASL file, or ASL itself',
    })
    .meta(
      about(
        'A whole state machine in ASL: the path of a JSON or YAML file, or the definition itself',
        'state-machine.asl.json',
      ),
    )
    .optional(),
  logging: stateMachineLogging.optional(),
  tracing: z.boolean().describe('Whether X-Ray traces executions; false unless given').optional(),
  role: roleArn
    .meta(
      about(
        "The state machine's role, of your own, instead of one that Stepline makes",
        'arn:aws:iam::123456789012:role/orders',
      ),
    )
    .optional(),
  permissions: permissions
    .meta(
      about('What the state machine may do beside what its steps tell: on what, where only the run knows', [
        {
          actions: ['dynamodb:PutItem'],
          resources: ['arn:${partition}:dynamodb:${region}:${account}:table/orders'],
        },
      ]),
    )
    .optional(),
  permissionsBoundary: policyArn
    .meta(
      about('Policy that bounds every role that Stepline makes', 'arn:aws:iam::123456789012:policy/boundary'),
    )
    .optional(),
  input: z
    .unknown()
    .meta(about('What `run` executes with', { id: 'A-1', total: 120 }))
    .optional(),
  promote: map({
    percent: z.int().min(1).max(99).meta(about('Share of executions that the new version gets at first', 10)),
    for: duration(1, 86_400).meta(about('How long it has that share before it gets all', '10m')),
  })
    .describe(
      'Move `live` in two steps: a share of the executions first, all of them when none of these has failed',
    )
    .optional(),
  artifacts: artifacts.optional(),
  keep: z.int().min(1).max(100).meta(about('Versions kept after a promotion; 5 unless given', 5)).optional(),
  tests: tests.optional(),
};
const stageName = z
  .string()
  .regex(/^[a-zA-Z0-9_-]{1,32}$/, { error: 'must be 1 to 32 letters, digits, - and _' });
const { input, promote, logging, tracing, role, permissionsBoundary, keep, defaults } = keys;
const ofStage = map({
  values: values.optional(),
  defaults,
  functions: z
    .record(z.string(), functionChanges)
    .meta(about('Settings of functions of the file, in this stage', { charge: { memory: 1024 } }))
    .optional(),
  input,
  promote,
  keep,
  logging,
  tracing,
  role,
  permissionsBoundary,
  artifacts: keys.artifacts,
});

/** What a stage may change. */
export const stageKeys = Object.keys(ofStage.shape);

const composition = {
  include: z
    .array(text())
    .min(1)
    .meta(
      about('Files with more functions, steps, values and retries, relative to this file', [
        'functions.yaml',
      ]),
    )
    .optional(),
  values: values.optional(),
  stages: z
    .record(stageName, ofStage)
    .meta(
      about('What is different in a stage: it replaces the same keys of the file', { prod: { keep: 10 } }),
    )
    .optional(),
  retries: z
    .record(ownName, retriers)
    .meta(
      about('Retry policies by a name of your own, for `retry: NAME` in a step', {
        patient: [{ errorEquals: ['Card.Busy'], interval: '5s', maxAttempts: 8 }],
      }),
    )
    .optional(),
};

const functions = z
  .record(functionKey, functionSchema)
  .meta(about('Lambda functions by a name of your own', { charge: { source: 'functions/charge.py' } }));
const steps = z
  .array(step)
  .min(1)
  .meta(about('The states, in the order they run', [{ function: 'functions/charge.py' }]));

/** All of `workflow.yaml`. `z.toJSONSchema` of it is what editors complete and check with. */
export const workflowSchema = map({
  ...keys,
  ...composition,
  functions: functions.optional(),
  steps: steps.optional(),
}).describe('A Stepline workflow');

/** The same but for what each function and step is: these are checked one by one, so that one's mistake does not hide another's. */
export const outline = map(
  {
    ...keys,
    ...composition,
    functions: z.record(z.string(), z.unknown()).optional(),
    steps: z.array(z.unknown()).min(1).optional(),
  },
  'name: NAME',
);

/** What a file may have that another one includes; its values are checked with those of the others. */
export const included = map(
  {
    include: composition.include,
    functions: z.record(z.string(), z.unknown()).optional(),
    steps: z.array(z.unknown()).min(1).optional(),
    values: z.record(z.string(), z.unknown()).optional(),
    retries: z.record(z.string(), z.unknown()).optional(),
  },
  'steps: [STEP]',
);

export function isKeyOfWorkflow(key: string): boolean {
  return Object.hasOwn(outline.shape, key);
}

export type OutlineInput = z.infer<typeof outline>;
