/** Rows that conformance does not claim, and why. The list is to shrink. */
import type { ExecutionRow } from './execution.ts';

/** Services that the embedded AWS does not have. */
const missing: Readonly<Record<string, string>> = {
  sqs: 'Amazon SQS',
  sns: 'Amazon SNS',
  s3: 'Amazon S3',
  'aws-sdk:s3': 'Amazon S3',
  dynamodb: 'Amazon DynamoDB',
  'aws-sdk:dynamodb': 'Amazon DynamoDB',
  events: 'Amazon EventBridge',
  apigateway: 'Amazon API Gateway',
};

/** By a part of the id. */
const rows: Readonly<Record<string, string>> = {
  'test_cross_account_states_start_sync_execution[':
    'the recording names the wrong account for the machine that is started',
  'test_cross_account_lambda_task#': 'the recording names the wrong account for the function',
};

/** Undefined for a row that is claimed. */
export function whyNotClaimed({ id, requires, setup }: ExecutionRow): string | undefined {
  const used = new Set([...requires, ...setup.map(({ service }) => service)]);
  const services = [...used].flatMap((service) => missing[service] ?? []);
  if (services.length > 0) return `needs ${services.join(' and ')}`;
  return Object.entries(rows).find(([part]) => id.includes(part))?.[1];
}
