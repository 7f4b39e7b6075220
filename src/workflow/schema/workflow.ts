import { z } from 'zod';
import { policyArn, roleArn } from './arn.ts';
import { functionDefaults, functionKey, functionSchema, permissions } from './function.ts';
import { stateMachineLogging } from './logs.ts';
import { map } from './map.ts';
import { step } from './steps.ts';
import { queryLanguage } from './steps/common.ts';
import { duration, longest, text } from './text.ts';

/** State machine names take 80 characters; the stage and a hash want their share [botocore 1.43 states Name]. */
const nameLength = 64;

const artifacts = map(
  {
    // Lower-case letters, digits, dots and hyphens [S3 user guide, bucket naming rules].
    bucket: z
      .string()
      .regex(/^([a-z0-9][a-z0-9.-]{1,61}[a-z0-9]|.*\$\{.*)$/, { error: 'must be the name of an S3 bucket' })
      .describe("S3 bucket in the functions' region"),
    prefix: z
      .string()
      .max(512)
      .regex(/^[^/]/, { error: 'must not begin with "/"' })
      .describe('What the keys begin with; stepline/ unless given')
      .optional(),
  },
  '{ bucket: NAME }',
).describe('Where zips of more than 50 MB go, which Lambda takes by way of S3 alone');

const keys = {
  name: text(nameLength)
    .regex(/^[a-zA-Z0-9_-]+$/, { error: 'must be made of letters, digits, - and _' })
    .describe('First part of the names of all resources'),
  description: z.string().describe('What the workflow is for').optional(),
  type: z.enum(['STANDARD', 'EXPRESS']).describe('STANDARD unless given').optional(),
  timeout: duration(1, longest).describe('Longest time for an execution').optional(),
  queryLanguage: queryLanguage.optional(),
  defaults: map({ function: functionDefaults.optional() })
    .describe('What holds for all unless said otherwise')
    .optional(),
  definition: z
    .union([text(), z.record(z.string(), z.unknown())], {
      error: 'must be the path of an ASL file, or ASL itself',
    })
    .describe('A whole state machine in ASL: the path of a JSON or YAML file, or the definition itself')
    .optional(),
  logging: stateMachineLogging.optional(),
  tracing: z.boolean().describe('Whether X-Ray traces executions; false unless given').optional(),
  role: roleArn
    .describe("The state machine's role, of your own, instead of one that Stepline makes")
    .optional(),
  permissions: permissions
    .describe('What the state machine may do beside what its steps tell: on what, where only the run knows')
    .optional(),
  permissionsBoundary: policyArn.describe('Policy that bounds every role that Stepline makes').optional(),
  input: z.unknown().describe('What `run` executes with').optional(),
  promote: map({
    percent: z.int().min(1).max(99).describe('Share of executions that the new version gets at first'),
    for: duration(1, 86_400).describe('How long it has that share before it gets all'),
  })
    .describe(
      'Move `live` in two steps: a share of the executions first, all of them when none of these has failed',
    )
    .optional(),
  artifacts: artifacts.optional(),
  keep: z.int().min(1).max(100).describe('Versions kept after a promotion; 5 unless given').optional(),
};
const functions = z.record(functionKey, functionSchema).describe('Lambda functions by a name of your own');
const steps = z.array(step).min(1).describe('The states, in the order they run');

/** All of `workflow.yaml`. `z.toJSONSchema` of it is what editors complete and check with. */
export const workflowSchema = map({
  ...keys,
  functions: functions.optional(),
  steps: steps.optional(),
}).describe('A Stepline workflow');

/** The same but for what each function and step is: these are checked one by one, so that one's mistake does not hide another's. */
export const outline = map(
  {
    ...keys,
    functions: z.record(z.string(), z.unknown()).optional(),
    steps: z.array(z.unknown()).min(1).optional(),
  },
  'name: NAME',
);

export type OutlineInput = z.infer<typeof outline>;
