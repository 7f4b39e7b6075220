/** SQS's errors as its JSON protocol has them [SQS API reference; codes recorded]. */
import { AwsError } from '../errors.ts';

export function queueDoesNotExist(): AwsError {
  return new AwsError('com.amazonaws.sqs#QueueDoesNotExist', 'The specified queue does not exist.');
}

export function queueNameExists(): AwsError {
  return new AwsError(
    'com.amazonaws.sqs#QueueNameExists',
    'A queue already exists with the same name and a different value for an attribute',
  );
}

export function invalidParameter(message: string): AwsError {
  return new AwsError('com.amazonaws.sqs#InvalidParameterValueException', message);
}

export function missingParameter(name: string): AwsError {
  return new AwsError(
    'com.amazonaws.sqs#MissingRequiredParameterException',
    `The request must contain the parameter ${name}.`,
  );
}

export function receiptHandleIsInvalid(handle: string): AwsError {
  return new AwsError(
    'com.amazonaws.sqs#ReceiptHandleIsInvalid',
    `The input receipt handle "${handle}" is not a valid receipt handle.`,
  );
}

/** As the query protocol had them [SQS's model, awsQueryError]; the others kept their names. */
export const queryErrorCodes: Readonly<Record<string, string>> = {
  QueueDoesNotExist: 'AWS.SimpleQueueService.NonExistentQueue',
  QueueNameExists: 'QueueAlreadyExists',
  InvalidParameterValueException: 'InvalidParameterValue',
  MissingRequiredParameterException: 'MissingParameter',
};
