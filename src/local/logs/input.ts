/** Members of CloudWatch Logs' requests, checked with its words. */
import { invalidParameter } from './errors.ts';

interface Name {
  readonly pattern: RegExp;
  /** The pattern as AWS writes it. */
  readonly written: string;
}

const names = {
  logGroupName: { pattern: /^[\w./#-]+$/, written: '[\\.\\-_/#A-Za-z0-9]+' },
  logStreamName: { pattern: /^[^:*]+$/, written: '[^:*]*' },
} as const satisfies Record<string, Name>;

const longestName = 512;

/** The name of a group or a stream, 1 to 512 characters of those that it may have. */
export function checkedName(member: keyof typeof names, value: string | undefined): string {
  const text = required(member, value);
  if (text === '') throw violated(member, text, 'Member must have length greater than or equal to 1');
  if (text.length > longestName) {
    throw violated(member, text, `Member must have length less than or equal to ${longestName}`);
  }
  const { pattern, written }: Name = names[member];
  if (pattern.test(text)) return text;
  throw violated(member, text, `Member must satisfy regular expression pattern: ${written}`);
}

export function required<Value>(member: string, value: Value | undefined): Value {
  if (value !== undefined) return value;
  throw invalidParameter(
    `1 validation error detected: Value null at '${member}' failed to satisfy constraint: Member must not be null`,
  );
}

/** How many items a page may have. */
export function pageSize(value: number | undefined, most: number): number {
  if (value === undefined) return most;
  if (value < 1) throw violated('limit', value, 'Member must have value greater than or equal to 1');
  if (value > most) throw violated('limit', value, `Member must have value less than or equal to ${most}`);
  return value;
}

function violated(member: string, value: string | number, constraint: string): Error {
  return invalidParameter(
    `1 validation error detected: Value '${value}' at '${member}' failed to satisfy constraint: ${constraint}`,
  );
}
