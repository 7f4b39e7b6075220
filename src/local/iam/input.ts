/**
 * Members of IAM's requests: read from the texts that the query protocol brings, and checked in the way and with the
 * words of IAM.
 */
import { validationError } from './errors.ts';

interface Rule {
  readonly pattern: RegExp;
  readonly least: number;
  readonly most: number;
  /** What IAM says of a value that does not match. */
  readonly says: string;
}

const nameCharacters = 'It must contain only alphanumeric characters and/or the following: +=,.@_-';

const rules = {
  name: { pattern: /^[\w+=,.@-]+$/, least: 1, most: 128, says: nameCharacters },
  roleName: { pattern: /^[\w+=,.@-]+$/, least: 1, most: 64, says: nameCharacters },
  path: {
    pattern: /^(\/|\/[\u0021-\u007e]+\/)$/,
    least: 1,
    most: 512,
    says: 'It must begin and end with / and contain only alphanumeric characters and/or / characters.',
  },
} as const satisfies Record<string, Rule>;

/** A role's, policy's or path's name. `member` is the request's member, in AWS's spelling with a small first letter. */
export function checked(kind: keyof typeof rules, member: string, value: string | undefined): string {
  const { pattern, least, most, says }: Rule = rules[kind];
  const text = required(member, value);
  if (text.length < least)
    throw violated(member, text, `Member must have length greater than or equal to ${least}`);
  if (text.length > most)
    throw violated(member, text, `Member must have length less than or equal to ${most}`);
  if (!pattern.test(text)) throw validationError(`The specified value for ${member} is invalid. ${says}`);
  return text;
}

export function required(member: string, value: string | undefined): string {
  if (value !== undefined) return value;
  throw validationError(
    `1 validation error detected: Value at '${member}' failed to satisfy constraint: Member must not be null`,
  );
}

/** A text of limited length, where there is one. */
export function limited(member: string, value: string | undefined, most: number): string | undefined {
  if (value === undefined || value.length <= most) return value;
  throw violated(member, value, `Member must have length less than or equal to ${most}`);
}

/** A whole number between bounds, which comes as text. */
export function integer(
  member: string,
  value: number | string | undefined,
  bounds: { readonly least: number; readonly most: number },
): number | undefined {
  if (value === undefined) return undefined;
  const { least, most } = bounds;
  if (!/^-?\d+$/.test(String(value))) throw validationError(`${member} must be an integer`);
  if (Number(value) < least)
    throw violated(member, value, `Member must have value greater than or equal to ${least}`);
  if (Number(value) > most)
    throw violated(member, value, `Member must have value less than or equal to ${most}`);
  return Number(value);
}

/** A list: an empty one comes as an empty text. */
export function listed<Item>(value: readonly Item[] | undefined): readonly Item[] {
  return Array.isArray(value) ? (value as readonly Item[]) : [];
}

/** A boolean, which comes as text. */
export function flag(value: boolean | string | undefined): boolean {
  return String(value) === 'true';
}

function violated(member: string, value: string | number, constraint: string): Error {
  return validationError(
    `1 validation error detected: Value '${value}' at '${member}' failed to satisfy constraint: ${constraint}`,
  );
}
