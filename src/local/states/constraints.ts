/**
 * What AWS checks of a request's members before the service sees them. Every violation is told in one
 * ValidationException: `2 validation errors detected: Value '' at 'name' failed to satisfy constraint: …; Value …`.
 */
import { AwsError } from '../errors.ts';
import { validationException } from './errors.ts';

/** The violations of one member at its path. */
export type Constraint = (value: unknown, path: string) => readonly string[];

/** Throws ValidationException where a member breaks its constraint; members that are not listed are not looked at. */
export function checkMembers(input: object, members: Readonly<Record<string, Constraint>>): void {
  const violations = structure(members)(input, '');
  if (violations.length === 0) return;
  const count = `${violations.length} validation error${violations.length === 1 ? '' : 's'} detected`;
  throw validationException(`${count}: ${violations.join('; ')}`);
}

export function required(constraint: Constraint): Constraint {
  return (value, path) =>
    value === undefined || value === null
      ? [violation('null', path, 'Member must not be null')]
      : constraint(value, path);
}

/** A text of so many characters, and of a form. */
export function text(minimum: number, maximum: number, pattern?: RegExp): Constraint {
  return optional((value, path) => {
    if (typeof value !== 'string') throw notConvertible(value, 'String');
    const shown = `'${value}'`;
    return [
      ...lengthViolations(value.length, minimum, maximum, shown, path),
      ...(pattern && !pattern.test(value)
        ? [violation(shown, path, `Member must satisfy regular expression pattern: ${pattern.source}`)]
        : []),
    ];
  });
}

export function number(minimum: number, maximum = Infinity): Constraint {
  return optional((value, path) => {
    if (typeof value !== 'number') throw notConvertible(value, 'Number');
    const shown = `'${value}'`;
    if (value < minimum) {
      return [violation(shown, path, `Member must have value greater than or equal to ${minimum}`)];
    }
    return value > maximum
      ? [violation(shown, path, `Member must have value less than or equal to ${maximum}`)]
      : [];
  });
}

export function oneOf(...values: readonly string[]): Constraint {
  return optional((value, path) =>
    values.includes(String(value))
      ? []
      : [violation(`'${String(value)}'`, path, `Member must satisfy enum value set: [${values.join(', ')}]`)],
  );
}

/** `className` is how AWS shows an item that breaks the list's own constraint. */
export function list(minimum: number, maximum: number, item: Constraint, className = ''): Constraint {
  return optional((value, path) => {
    if (!Array.isArray(value)) throw notConvertible(value, 'List');
    const items: readonly unknown[] = value;
    const shown = `'[${items.map((each) => show(each, className)).join(', ')}]'`;
    return [
      ...lengthViolations(items.length, minimum, maximum, shown, path),
      ...items.flatMap((each, index) => item(each, `${path}.${index + 1}.member`)),
    ];
  });
}

export function structure(members: Readonly<Record<string, Constraint>>): Constraint {
  return optional((value, path) => {
    if (typeof value !== 'object') throw notConvertible(value, 'Structure');
    const actual = new Map<string, unknown>(Object.entries(value ?? {}));
    return Object.entries(members).flatMap(([name, constraint]) =>
      constraint(actual.get(name), path === '' ? name : `${path}.${name}`),
    );
  });
}

function optional(constraint: Constraint): Constraint {
  return (value, path) => (value === undefined || value === null ? [] : constraint(value, path));
}

function lengthViolations(
  length: number,
  minimum: number,
  maximum: number,
  shown: string,
  path: string,
): readonly string[] {
  if (length < minimum) {
    return [violation(shown, path, `Member must have length greater than or equal to ${minimum}`)];
  }
  return length > maximum
    ? [violation(shown, path, `Member must have length less than or equal to ${maximum}`)]
    : [];
}

function violation(shown: string, path: string, constraint: string): string {
  return `Value ${shown} at '${path}' failed to satisfy constraint: ${constraint}`;
}

function show(item: unknown, className: string): string {
  if (typeof item !== 'object' || item === null) return String(item);
  const members = Object.entries(item).map(([name, value]) => `${name}=${String(value)}`);
  return `${className}(${members.join(', ')})`;
}

function notConvertible(value: unknown, type: string): AwsError {
  const kind = Array.isArray(value) ? 'list' : typeof value;
  return new AwsError(
    'SerializationException',
    `${kind.toUpperCase()}_VALUE can not be converted to a ${type}`,
  );
}
