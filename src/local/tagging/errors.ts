import { AwsError } from '../errors.ts';

export function invalid(message: string): AwsError {
  return new AwsError('InvalidParameterException', message);
}
