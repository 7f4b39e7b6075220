/** Errors that several operations answer with, in AWS's words. */
import { AwsError } from '../errors.ts';

export const stateMachineDoesNotExist = (arn: string): AwsError =>
  new AwsError('StateMachineDoesNotExist', `State Machine Does Not Exist: '${arn}'`);

export const executionDoesNotExist = (arn: string): AwsError =>
  new AwsError('ExecutionDoesNotExist', `Execution Does Not Exist: '${arn}'`);

export const activityDoesNotExist = (arn: string): AwsError =>
  new AwsError('ActivityDoesNotExist', `Activity Does Not Exist: '${arn}'`);

export const resourceNotFound = (arn: string): AwsError =>
  new AwsError('ResourceNotFound', `Resource not found: '${arn}'`, 400, { resourceName: arn });

export const validationException = (message: string): AwsError =>
  new AwsError('ValidationException', message);

export const conflict = (message: string): AwsError => new AwsError('ConflictException', message);

export const typeNotSupported = (): AwsError =>
  new AwsError(
    'StateMachineTypeNotSupported',
    'This operation is not supported by this type of state machine',
  );
