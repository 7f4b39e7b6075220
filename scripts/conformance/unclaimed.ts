/** Rows that conformance does not claim, and why. The list is to shrink. */
import type { ExecutionRow } from './execution.ts';
import type { Row } from './oracle.ts';

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

/** Undefined for a row that is claimed. */
export function whyNotClaimed({ requires, setup }: ExecutionRow): string | undefined {
  const used = new Set([...requires, ...setup.map(({ service }) => service)]);
  const services = [...used].flatMap((service) => missing[service] ?? []);
  return services.length > 0 ? `needs ${services.join(' and ')}` : undefined;
}

/** Transcripts of the API, by a part of the id. */
const transcripts: Readonly<Record<string, string>> = {
  test_event_bridge_events_base: 'needs Amazon EventBridge and Amazon SQS',
  test_path_based_on_data: 'its state machine is made by AWS CloudFormation',
  test_step_functions_calling_api_gateway: 'its state machine is made by AWS CloudFormation',
  test_cloudformation_definition: 'its state machine is made by AWS CloudFormation',
  'test_ecs_task_service::': 'the transcript is empty: it needs Amazon ECS',
  test_list_map_runs_and_describe_map_run: 'needs Amazon S3',
};

/** Undefined for a transcript that is claimed. */
export function whyTranscriptNotClaimed({ id }: Row): string | undefined {
  return Object.entries(transcripts).find(([part]) => id.includes(part))?.[1];
}
