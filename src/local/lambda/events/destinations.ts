/** What AWS checks of the places to which the records of asynchronous invocations go. */
import type { DestinationConfig } from '@aws-sdk/client-lambda';
import type { Wire } from '../../service.ts';
import type { LambdaBackend } from '../backend.ts';
import { functionArn, type FunctionReference } from '../names.ts';
import { invalidParameter, matches, validate } from '../validation.ts';

const pattern =
  '$|kafka://([^.]([a-zA-Z0-9\\-_.]{0,248}))|arn:(aws[a-zA-Z0-9-]*):([a-zA-Z0-9\\-])+:((eusc-)?[a-z]{2}((-gov)|(-iso([a-z]?)))?-[a-z]+-\\d{1})?:(\\d{12})?:(.*)';
const services = new Set(['lambda', 'sns', 'sqs', 'events', 's3']);

/** Throws ValidationException and InvalidParameterValueException. */
export function checkDestinations(
  backend: LambdaBackend,
  reference: FunctionReference,
  config: Wire<DestinationConfig>,
): void {
  const { OnSuccess, OnFailure } = config;
  validate(
    matches('destinationConfig.onSuccess.destination', OnSuccess?.Destination, pattern),
    matches('destinationConfig.onFailure.destination', OnFailure?.Destination, pattern),
  );
  for (const { Destination } of [OnSuccess ?? {}, OnFailure ?? {}]) {
    if (Destination === undefined || Destination === '') continue;
    if (!services.has(Destination.split(':')[2] ?? '')) throw invalid(config);
    if (Destination.split(':')[2] === 'lambda') checkFunction(backend, reference, Destination);
  }
}

function checkFunction(backend: LambdaBackend, reference: FunctionReference, arn: string): void {
  const { qualifier: _qualifier, ...itself } = reference;
  if (arn === functionArn(itself)) {
    throw invalidParameter("You can't specify the function as a destination for itself.");
  }
  const [, , , region = '', account = '', , name = ''] = arn.split(':');
  if (!backend.find({ account, region, name }))
    throw invalidParameter(`The destination ARN ${arn} is invalid.`);
}

/** In the words of the Java that AWS's message shows. */
function invalid({ OnSuccess, OnFailure }: Wire<DestinationConfig>): Error {
  const success = OnSuccess ? `OnSuccess(destination=${OnSuccess.Destination ?? 'null'})` : 'null';
  const failure = OnFailure ? `OnFailure(destination=${OnFailure.Destination ?? 'null'})` : 'null';
  return invalidParameter(
    `The provided destination config DestinationConfig(onSuccess=${success}, onFailure=${failure}) is invalid.`,
  );
}
