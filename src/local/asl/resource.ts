/** The Resource of a Task state, an ItemReader or a ResultWriter, taken apart. */
export type TaskResource = FunctionResource | ActivityResource | ServiceResource;

/** A Lambda function named directly. */
export interface FunctionResource {
  readonly kind: 'function';
  readonly arn: string;
}

export interface ActivityResource {
  readonly kind: 'activity';
  readonly arn: string;
}

/** `arn:PARTITION:states:::SERVICE:ACTION[.PATTERN]` */
export interface ServiceResource {
  readonly kind: 'service';
  readonly arn: string;
  /** Optimised integrations by their name (`lambda`, `states`), others as `aws-sdk:NAME`. */
  readonly service: string;
  /** camelCase, without the pattern: `invoke`. */
  readonly action: string;
  readonly pattern: 'request' | 'sync' | 'sync:2' | 'waitForTaskToken';
}

/** Takes a Resource apart, or undefined where it is none that Step Functions knows the form of. */
export function parseResource(arn: string): TaskResource | undefined {
  const [prefix, , service, , , ...rest] = arn.split(':');
  if (prefix !== 'arn' || rest.length === 0) return undefined;
  if (service === 'lambda' && rest[0] === 'function') return { kind: 'function', arn };
  if (service !== 'states') return undefined;
  if (rest[0] === 'activity') return { kind: 'activity', arn };
  return parseService(arn, rest.join(':'));
}

const servicePattern =
  /^(?<service>(?:aws-sdk:)?[a-zA-Z0-9-]+):(?<action>[a-zA-Z0-9]+)(?:\.(?<pattern>sync|sync:2|waitForTaskToken))?$/;

function parseService(arn: string, text: string): ServiceResource | undefined {
  const { service, action, pattern } = servicePattern.exec(text)?.groups ?? {};
  if (service === undefined || action === undefined) return undefined;
  return {
    kind: 'service',
    arn,
    service,
    action,
    pattern: (pattern ?? 'request') as ServiceResource['pattern'],
  };
}

/** The action with its pattern, as histories name it: `startExecution.sync:2`. */
export function actionName({ action, pattern }: ServiceResource): string {
  return pattern === 'request' ? action : `${action}.${pattern}`;
}
