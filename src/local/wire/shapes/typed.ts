/** The types of a request's members, looked at before an operation sees them: operations may trust what their shapes say. */
import { AwsError } from '../../errors.ts';
import { membersOf } from './shapes.ts';

/**
 * The input without members that are null, which for AWS are not there. Throws SerializationException (in the query
 * protocol MalformedInput) for a member of another type than the operation's model says. Members that it does not know
 * stay as they are.
 */
export function typedInput(service: string, operation: string, input: object): object {
  return structure(service, operation, input);
}

function structure(service: string, name: string, value: object): object {
  const members = membersOf(service, name);
  if (!members) return value;
  const present = Object.entries(value).filter(([, member]) => member !== null && member !== undefined);
  return Object.fromEntries(
    present.map(([key, member]) => [key, typed(service, members.get(key) ?? '?', member)]),
  );
}

function typed(service: string, type: string, value: unknown): unknown {
  const inner = type.slice(1);
  switch (type[0]) {
    case '?':
      return value;
    case '[':
      return listOf(value).map((item) => typed(service, inner, item));
    case '{':
      return Object.fromEntries(
        Object.entries(structureOf(value)).map(([key, item]) => [key, typed(service, inner, item)]),
      );
    case '.':
      return structure(service, type, structureOf(value));
    default:
      return scalar(type, value);
  }
}

/** An empty text is how a form writes an empty list. */
function listOf(value: unknown): readonly unknown[] {
  if (value === '') return [];
  if (!Array.isArray(value)) throw unexpected('Expected list or null');
  return value as readonly unknown[];
}

function structureOf(value: unknown): object {
  if (value === '') return {};
  if (typeof value === 'object' && value !== null && !Array.isArray(value)) return value;
  throw unexpected('Expected structure or map or null');
}

interface Scalar {
  /** As AWS calls it. */
  readonly name: string;
  readonly is: (value: unknown) => boolean;
}

const scalars: Readonly<Record<string, Scalar>> = {
  s: { name: 'String', is: (value) => typeof value === 'string' },
  n: { name: 'Number', is: (value) => typeof value === 'number' },
  b: { name: 'Boolean', is: (value) => typeof value === 'boolean' },
  t: { name: 'Timestamp', is: (value) => typeof value === 'number' || typeof value === 'string' },
  N: { name: 'Number', is: (value) => typeof value === 'string' && /^-?\d+(\.\d+)?$/.test(value) },
  B: { name: 'Boolean', is: (value) => value === 'true' || value === 'false' },
};

function scalar(type: string, value: unknown): unknown {
  const { name, is } = scalars[type] ?? { name: type, is: () => true };
  if (is(value)) return value;
  if (Array.isArray(value)) throw unexpected('Start of list found where not expected.');
  if (typeof value === 'object') throw unexpected('Start of structure or map found where not expected.');
  throw unexpected(`${(typeof value).toUpperCase()}_VALUE can not be converted to a ${name}`);
}

function unexpected(message: string): AwsError {
  return new AwsError('SerializationException', message);
}
