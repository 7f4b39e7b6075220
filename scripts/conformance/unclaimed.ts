/** Rows that conformance does not claim, and why. The list is to shrink. */
import type { ExecutionRow } from './execution.ts';
import type { Row } from './oracle.ts';

/** Services that the embedded AWS does not have. */
const missing: Readonly<Record<string, string>> = {
  apigateway: 'Amazon API Gateway',
};

/** Undefined for a row that is claimed. */
export function whyNotClaimed({ requires, setup }: ExecutionRow): string | undefined {
  const used = new Set([...requires, ...setup.map(({ service }) => service)]);
  const services = [...used].flatMap((service) => missing[service] ?? []);
  return services.length > 0 ? `needs ${services.join(' and ')}` : undefined;
}

const cloudFormation = 'its resources are made by AWS CloudFormation';
const otherRuntime = 'its runtime is not run here: the endpoint runs Python, Node.js and provided ones';
const noPackage = 'the package is not recorded, and what it answers depends on it';
const exempt =
  'the recorded account was exempt from the second permission that function URLs need since October 2025';
const mappings = 'event source mappings are not there';
const untold = 'what was recorded is not tied to a call';
const images = 'container images are not there';
const credentials = 'credentials for CodeCommit and Keyspaces are not there';

/** Transcripts of the API, by a part of the id; the first that fits. */
const transcripts: readonly (readonly [part: string | RegExp, why: string])[] = [
  // Step Functions
  ['test_event_bridge_events_base', 'Step Functions puts no events of its own on the bus'],
  ['test_path_based_on_data', cloudFormation],
  ['test_step_functions_calling_api_gateway', cloudFormation],
  ['test_cloudformation_definition', cloudFormation],
  ['test_ecs_task_service::', 'the transcript is empty: it needs Amazon ECS'],
  // Lambda: runtimes and packages
  [/TestJavaRuntimes/, otherRuntime],
  [/test_(echo|introspection|uncaught_exception|runtime_wrapper)_invoke\[(java|dotnet|ruby)/, otherRuntime],
  [/test_manual_endpoint_injection\[(java|dotnet|ruby)/, otherRuntime],
  [/test_uncaught_exception_invoke\[provided/, noPackage],
  ['test_runtime_introspection_x86', noPackage],
  ['test_runtime_ulimits', "the limits are the machine's own"],
  ['test_lambda_with_context', noPackage],
  ['test_lambda_different_iam_keys_environment', noPackage],
  ['test_lambda_invoke_timed_out_environment_reuse', noPackage],
  ['test_request_id', noPackage],
  ['test_assume_role', noPackage],
  ['test_multi_line_prints', noPackage],
  ['test_xray_trace_propagation', noPackage],
  ['test_lambda_url_echo_http_fixture_trim_x_headers', noPackage],
  ['test_lambda_invoke_payload_encoding_error', 'the bytes of the payload are not recorded'],
  [
    'test_lambda_runtime_exit_segfault',
    'a crash of the runtime is told at once here; AWS let the function time out',
  ],
  // Lambda: other services
  [/LambdaEventSourceMappings|event_source_mapping|on_esm_create/, mappings],
  [/TestLambdaImages/, images],
  [/vpc_config/, 'needs Amazon EC2: nothing here knows subnets and security groups'],
  ['test_reserved_concurrency_async_queue', noPackage],
  ['DestinationEventbridge', 'the transcript is empty: it needs Amazon EventBridge'],
  [
    /MultiAccounts::test_(list|function_(concurrency|alias|tags)|publish)/,
    'functions of another account can be invoked here, and no more',
  ],
  // Lambda: what the recording does not tell
  ['test_lambda_url_invocation[', exempt],
  ['test_function_url_with_response_streaming', exempt],
  [/test_invocation_type_(event|dry_run|no_return_payload)/, untold],
  ['test_account_settings_total_code_size', untold],
  ['test_recreate_function', untold],
  ['test_oversized_request_create_lambda', "the request's eighteen megabytes are not recorded"],
  ['test_function_concurrency_limits', 'the recorded account had a lower quota'],
  [
    'test_lambda_api::TestLambdaReservedConcurrency::test_function_concurrency',
    'its last call never left the recorder',
  ],
  // IAM
  ['iam:resource_providers/', cloudFormation],
  ['TestIAMServiceSpecificCredentials', credentials],
  ['test_put_group_policy_encoding', 'groups are not there'],
];

/** Undefined for a transcript that is claimed. */
export function whyTranscriptNotClaimed({ id }: Row): string | undefined {
  return transcripts.find(([part]) => (typeof part === 'string' ? id.includes(part) : part.test(id)))?.[1];
}
