import { z } from 'zod';
import { runtimes, type Runtime } from '../functions/runtimes.ts';
import { about } from './about.ts';
import { map } from './map.ts';
import { awsSettings, image } from './settings.ts';
import { duration, text } from './text.ts';
import { urlSchema } from './url.ts';

/** Set by Lambda itself; it refuses a function that brings them [Lambda developer guide, environment variables]. */
const reservedVariables = new Set(
  `_HANDLER _X_AMZN_TRACE_ID AWS_DEFAULT_REGION AWS_REGION AWS_EXECUTION_ENV AWS_LAMBDA_FUNCTION_NAME
   AWS_LAMBDA_FUNCTION_MEMORY_SIZE AWS_LAMBDA_FUNCTION_VERSION AWS_LAMBDA_INITIALIZATION_TYPE
   AWS_LAMBDA_LOG_GROUP_NAME AWS_LAMBDA_LOG_STREAM_NAME AWS_ACCESS_KEY AWS_ACCESS_KEY_ID AWS_SECRET_ACCESS_KEY
   AWS_SESSION_TOKEN AWS_LAMBDA_RUNTIME_API LAMBDA_TASK_ROOT LAMBDA_RUNTIME_DIR`.split(/\s+/),
);

/** Lambda's pattern for a variable's name [botocore 1.43 lambda EnvironmentVariableName]. */
const variable = z
  .string()
  .regex(/^[a-zA-Z][a-zA-Z0-9_]+$/, {
    error: 'must begin with a letter and go on with letters, digits and _ (two characters at least)',
    abort: true,
  })
  .refine((name) => !reservedVariables.has(name), { error: 'is set by Lambda itself. Choose another name' });

const environment = z.record(variable, z.string()).meta(
  about('Environment variables. `${env.NAME}` takes one of the environment that Stepline runs in', {
    TABLE: '${env.TABLE}',
  }),
);

const permission = map({
  actions: z
    .array(
      z.string().regex(/^(\*|[a-z0-9-]+:[A-Za-z0-9*?]+)$/, {
        error: ({ input }) =>
          `must name an action of IAM, not "${String(input)}". Write it as in dynamodb:PutItem`,
      }),
    )
    .min(1)
    .meta(about('Actions in the words of IAM, such as dynamodb:PutItem', ['dynamodb:PutItem'])),
  resources: z
    .array(
      z.string().regex(/^(\*|arn:[\s\S]+|\$\{[\s\S]+)$/, {
        error: ({ input }) => `must be an ARN or "*", not "${String(input)}"`,
      }),
    )
    .min(1)
    .meta(
      about('ARNs, with `*` where IAM takes it', [
        'arn:${partition}:dynamodb:${region}:${account}:table/orders',
      ]),
    ),
});

export const permissions = z.array(permission);

const settings = {
  runtime: z
    .enum(Object.keys(runtimes) as [Runtime, ...Runtime[]])
    .describe('Lambda runtime. Inferred from the source unless given')
    .optional(),
  // 128..10240 for functions on demand, as the Lambda quotas have it; the API model's own maximum is higher.
  memory: z
    .int({ error: ({ input }) => (typeof input === 'number' ? undefined : 'must be a number of megabytes') })
    .min(128)
    .max(10_240)
    .meta(about('Megabytes; 128 unless given', 256))
    .optional(),
  timeout: duration(1, 900).meta(about('Longest run of one invocation; 30s unless given', '30s')).optional(),
  architecture: z.enum(['x86_64', 'arm64']).describe('Processor; x86_64 unless given').optional(),
  environment: environment.optional(),
  ...awsSettings,
};

export const functionDefaults = map(settings).meta(
  about('Settings of every function that does not bring its own', { memory: 256, timeout: '30s' }),
);

const declaration = map(
  {
    source: text()
      .meta(about('File or folder of the code, relative to this file', 'functions/charge.py'))
      .optional(),
    image: image.optional(),
    handler: text(128)
      .regex(/^\S+$/, { error: 'must not hold spaces' })
      .meta(
        about('`module.function`. Inferred from the source unless given', 'lambda_function.lambda_handler'),
      )
      .optional(),
    ...settings,
    description: z
      .string()
      .max(256)
      .meta(about('Shown in the Lambda console', 'Charges the card'))
      .optional(),
    permissions: permissions
      .meta(
        about('What the function itself may do', [
          {
            actions: ['dynamodb:PutItem'],
            resources: ['arn:${partition}:dynamodb:${region}:${account}:table/orders'],
          },
        ]),
      )
      .optional(),
    reservedConcurrency: z
      .int()
      .min(0)
      .meta(about('Most invocations at a time, and as many kept for this function', 10))
      .optional(),
    url: urlSchema.optional(),
  },
  '{ source: PATH }',
);

/** Any of a function's keys, to change a function that is there. */
export const functionChanges = declaration;

/** What an image brings by itself, or cannot have [Lambda developer guide, container images]. */
const notWithImage = ['source', 'handler', 'runtime', 'layers'] as const;

export const functionSchema = declaration
  .superRefine((input, context) => {
    if (input.source === undefined && input.image === undefined) {
      context.addIssue({ code: 'custom', path: ['source'], message: 'must be given' });
    }
    for (const key of input.image ? notWithImage : []) {
      if (input[key] === undefined) continue;
      context.addIssue({ code: 'custom', path: [key], message: 'has no place beside "image". Take it out' });
    }
  })
  .meta({ anyOf: [{ required: ['source'] }, { required: ['image'] }] })
  .describe('A Lambda function');

export type FunctionInput = z.infer<typeof functionSchema>;
export type FunctionDefaults = z.infer<typeof functionDefaults>;

/** A function's key becomes a part of resource names and of `${functions.KEY}`. */
export const functionKey = z
  .string()
  .max(64)
  .regex(/^[a-zA-Z][a-zA-Z0-9_-]*$/, {
    error: 'must begin with a letter and go on with letters, digits, - and _',
  });
