/** Checks of request members in AWS's words: each tells what is wrong, or nothing. */
import { AwsError } from '../errors.ts';

/** What one check found. */
export type Violation = string | undefined;

/** Throws ValidationException with all that the checks found. */
export function validate(...checks: readonly Violation[]): void {
  const violations = checks.filter((check) => check !== undefined);
  if (violations.length === 0) return;
  const errors = violations.length === 1 ? 'error' : 'errors';
  throw new AwsError(
    'ValidationException',
    `${violations.length} validation ${errors} detected: ${violations.join('; ')}`,
  );
}

export function violation(member: string, value: unknown, constraint: string): string {
  return `Value '${String(value)}' at '${member}' failed to satisfy constraint: ${constraint}`;
}

/** `pattern` is as AWS writes it in its messages; the whole value must match. */
export function matches(member: string, value: string | undefined, pattern: string): Violation {
  if (value === undefined || new RegExp(`^(?:${pattern})$`).test(value)) return undefined;
  return violation(member, value, `Member must satisfy regular expression pattern: ${pattern}`);
}

export function atMostLong(member: string, value: string | undefined, length: number): Violation {
  if (value === undefined || value.length <= length) return undefined;
  return violation(member, value, `Member must have length less than or equal to ${length}`);
}

export function within(
  member: string,
  value: number | undefined,
  least: number,
  greatest: number,
): Violation {
  if (value === undefined || (value >= least && value <= greatest)) return undefined;
  const bound = value < least ? `greater than or equal to ${least}` : `less than or equal to ${greatest}`;
  return violation(member, value, `Member must have value ${bound}`);
}

export function oneOf(member: string, value: string | undefined, values: readonly string[]): Violation {
  if (value === undefined || values.includes(value)) return undefined;
  return violation(member, value, `Member must satisfy enum value set: [${values.join(', ')}]`);
}

interface Values {
  /** As AWS's message lists them. */
  readonly listed: readonly string[];
  /** What it takes, where that is more. */
  readonly accepted?: readonly string[];
  /** Of some lists the message tells that members must not be null either. */
  readonly nullable?: boolean;
}

/** A list whose every member must be one of the values. */
export function eachOf(
  member: string,
  given: readonly string[] | undefined,
  { listed, accepted = listed, nullable = false }: Values,
): Violation {
  if (given === undefined || given.every((value) => accepted.includes(value))) return undefined;
  const known = `Member must satisfy enum value set: [${listed.join(', ')}]`;
  const constraint = nullable ? `Member must satisfy constraint: [${known}, Member must not be null]` : known;
  return violation(member, `[${given.join(', ')}]`, constraint);
}

export function present(member: string, value: unknown): Violation {
  if (value !== undefined && value !== null) return undefined;
  return `Value null at '${member}' failed to satisfy constraint: Member must not be null`;
}

export function invalidParameter(message: string): AwsError {
  return new AwsError('InvalidParameterValueException', message, 400);
}

export function notFound(message: string): AwsError {
  return new AwsError('ResourceNotFoundException', message, 404);
}

export function conflict(message: string): AwsError {
  return new AwsError('ResourceConflictException', message, 409);
}
