import { z } from 'zod';
import { about } from './about.ts';
import { map } from './map.ts';

/** Days that CloudWatch Logs takes [API reference, PutRetentionPolicy]. */
export const retentions = [
  '1d',
  '3d',
  '5d',
  '7d',
  '14d',
  '30d',
  '60d',
  '90d',
  '120d',
  '150d',
  '180d',
  '365d',
  '400d',
  '545d',
  '731d',
  '1096d',
  '1827d',
  '2192d',
  '2557d',
  '2922d',
  '3288d',
  '3653d',
] as const;

const retention = z
  .enum(retentions)
  .describe('How long log events are kept; for ever unless given')
  .optional();

/** A log group's name [botocore 1.43 logs LogGroupName], in which substitutions may stand. */
const group = z
  .string()
  .max(512)
  .regex(/^([.\-_/#A-Za-z0-9]|\$\{((env|values)\.[^}]+|stage|region|account|partition)\})+$/, {
    error: 'must be made of letters, digits and . - _ / #',
  })
  .optional();

/** Lambda's LoggingConfig, with the retention of the group that it names. */
export const functionLogs = map({
  format: z.enum(['Text', 'JSON']).describe('Text unless given').optional(),
  level: z
    .enum(['TRACE', 'DEBUG', 'INFO', 'WARN', 'ERROR', 'FATAL'])
    .describe("Least level of the function's own lines, in the format JSON; INFO unless given")
    .optional(),
  systemLevel: z
    .enum(['DEBUG', 'INFO', 'WARN'])
    .describe("Least level of Lambda's lines, in the format JSON; INFO unless given")
    .optional(),
  retention,
  group: group.meta(about('Log group; /aws/lambda/FUNCTION unless given', '/aws/lambda/orders')),
}).meta(about('What is logged, and where', { format: 'JSON', retention: '14d' }));

/** Step Functions' LoggingConfiguration. */
export const stateMachineLogging = map(
  {
    level: z.enum(['ALL', 'ERROR', 'FATAL', 'OFF']).describe('Which events of executions are logged'),
    includeExecutionData: z
      .boolean()
      .describe('Whether with inputs and outputs; false unless given')
      .optional(),
    retention,
    group: group.meta(
      about('Log group; /aws/vendedlogs/states/WORKFLOW-STAGE unless given', '/aws/vendedlogs/states/orders'),
    ),
  },
  '{ level: ERROR }',
).describe(
  "Events of the state machine's executions in CloudWatch Logs. Of an express workflow all, with data, for 90 days unless given",
);

export type FunctionLogsInput = z.infer<typeof functionLogs>;
export type StateMachineLoggingInput = z.infer<typeof stateMachineLogging>;
