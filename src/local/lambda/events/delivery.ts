/** Delivers what became of asynchronous invocations, as the function's role: records to destinations, events to dead letters. */
import type { DestinationConfig } from '@aws-sdk/client-lambda';
import { isObject, type JsonObject } from '../../../json.ts';
import type { Cloud, Session } from '../../cloud.ts';
import { AwsError } from '../../errors.ts';
import type { Admitted } from '../invoke/invoke.ts';
import { latestVersion } from '../model.ts';
import { invocationRecord, invokedArn, jsonOf, type Conclusion } from './record.ts';

/** Where an event goes, and whose name it goes in. */
interface Parcel {
  readonly cloud: Cloud;
  readonly event: Admitted;
  readonly session: Session;
  /** ARN. */
  readonly target: string;
}

/** What cannot be delivered is lost, as in AWS, and told to the person who runs the endpoint. */
export async function deliverConclusion(
  cloud: Cloud,
  event: Admitted,
  conclusion: Conclusion,
): Promise<void> {
  const succeeded = conclusion.condition === 'Success';
  const { OnSuccess, OnFailure } = destinationsOf(event);
  const record = invocationRecord(event, conclusion, cloud.executionClock.now());
  const destination = (succeeded ? OnSuccess : OnFailure)?.Destination;
  await attempt(cloud, event, destination, (parcel) => deliverRecord(parcel, record, succeeded));
  const deadLetters = succeeded ? undefined : event.lambda.latest.settings.DeadLetterConfig?.TargetArn;
  await attempt(cloud, event, deadLetters, (parcel) => {
    deliverDeadLetter(parcel, conclusion);
  });
}

function destinationsOf({ lambda, reference }: Admitted): DestinationConfig {
  return lambda.eventConfigs.get(reference.qualifier ?? latestVersion)?.destinations ?? {};
}

async function attempt(
  cloud: Cloud,
  event: Admitted,
  target: string | undefined,
  deliver: (parcel: Parcel) => Promise<void> | void,
): Promise<void> {
  if (target === undefined || target === '') return;
  try {
    await deliver({ cloud, event, target, session: sessionOf(cloud, event) });
  } catch (thrown) {
    if (!(thrown instanceof AwsError)) throw thrown;
    cloud.options.note(`Lambda: ${invokedArn(event)} could not deliver to ${target}: ${thrown.message}`);
  }
}

function sessionOf(cloud: Cloud, { lambda }: Admitted): Session {
  const session = cloud.iam.assumeRoleAsService({
    roleArn: lambda.latest.settings.Role,
    service: 'lambda.amazonaws.com',
    region: lambda.place.region,
    sessionName: 'awslambda_destination',
  });
  if (session) return session;
  throw new AwsError('AccessDeniedException', 'The role of the function cannot be assumed by Lambda.', 403);
}

async function deliverRecord(parcel: Parcel, record: JsonObject, succeeded: boolean): Promise<void> {
  const { cloud, event, target, session } = parcel;
  const principal = { kind: 'session', session } as const;
  const text = JSON.stringify(record);
  const service = target.split(':')[2];
  if (service === 'sqs')
    cloud.queues.deliver({ queueArn: target, body: text, principal, traceHeader: event.traceId });
  else if (service === 'sns') cloud.topics.deliver({ topicArn: target, message: text, principal });
  else if (service === 'events') deliverEvent(parcel, record, succeeded);
  else if (service === 'lambda') await deliverToFunction(parcel, text);
  else throw new AwsError('NotImplemented', `the embedded AWS delivers no records to ${service ?? ''}`);
}

/** (recorded) */
function deliverEvent(
  { cloud, event, target, session }: Parcel,
  record: JsonObject,
  succeeded: boolean,
): void {
  cloud.buses.deliver({
    busArn: target,
    principal: { kind: 'session', session },
    source: 'lambda',
    detailType: `Lambda Function Invocation Result - ${succeeded ? 'Success' : 'Failure'}`,
    detail: record,
    resources: [target, invokedArn(event)],
  });
}

async function deliverToFunction({ cloud, target, session, event }: Parcel, text: string): Promise<void> {
  const { account, region } = event.lambda.place;
  await cloud.lambda.invoke({
    functionName: target,
    account,
    region,
    principal: { kind: 'session', session },
    payload: Buffer.from(text),
    type: 'Event',
    traceHeader: event.traceId,
  });
}

/** ErrorMessage holds the first kilobyte (AWS Lambda developer guide, "Adding a dead-letter queue"). */
const longestMessage = 1024;

/** The event itself, and why it failed in attributes (recorded). */
function deliverDeadLetter({ cloud, event, target, session }: Parcel, { last }: Conclusion): void {
  const document = last ? jsonOf(last.execution.payload) : null;
  const told = isObject(document) ? document.errorMessage : undefined;
  const message = last ? told : 'Rate Exceeded.';
  const attributes = {
    RequestID: { type: 'String', value: event.requestId },
    ErrorCode: { type: 'Number', value: last ? '200' : '429' },
    ...(typeof message === 'string' &&
      message !== '' && {
        ErrorMessage: { type: 'String', value: message.slice(0, longestMessage) } as const,
      }),
  } as const;
  const principal = { kind: 'session', session } as const;
  const body = event.payload.toString();
  if (target.split(':')[2] === 'sqs') cloud.queues.deliver({ queueArn: target, body, principal, attributes });
  else cloud.topics.deliver({ topicArn: target, message: body, principal, attributes });
}
