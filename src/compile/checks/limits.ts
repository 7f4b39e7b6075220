/** What AWS takes at most. */
import { isObject, type Json, type JsonObject } from '../../json.ts';
import type { Finding } from './finding.ts';
import type { CheckedState, Machine } from './machine.ts';
import { expressionsIn } from './texts.ts';

/** Characters of a state's name [ASL]. */
const longestName = 80;
/** Bytes of a definition, and of what goes from state to state [Step Functions developer guide, "Service quotas"]. */
const largestDefinition = 1_048_576;
const largestPayload = 262_144;

/** Ours: an expression takes longer to read than everything around it. Each of 2,000 states may have four. */
const mostExpressions = 8_000;

/** What is wrong with the whole: none of its parts need be looked at. */
export function tooLarge({ definition, states }: Machine): Finding[] {
  const size = sizeOf(definition);
  if (size > largestDefinition)
    return [wholeOf(`${size} bytes, and Step Functions takes ${largestDefinition}`)];
  const count = states.reduce((sum, state) => sum + expressionsIn(state).length, 0);
  if (count <= mostExpressions) return [];
  return [wholeOf(`${count} expressions, and ${mostExpressions} are the most that is read`)];
}

function wholeOf(what: string): Finding {
  const hint = 'Move parts of it to state machines of their own';
  return { path: [], what: `the definition has ${what}`, hint, severity: 'error' };
}

/** Names and literal data beyond AWS's limits. */
export function tooMuch({ states }: Machine): Finding[] {
  return states.flatMap((state) => [...longName(state), ...largeData(state)]);
}

function longName({ name, path }: CheckedState): Finding[] {
  const { length } = name;
  if (length <= longestName) return [];
  const what = `the name of this state has ${length} characters, and Step Functions takes ${longestName}`;
  return [{ path, what, severity: 'error' }];
}

/** Data that the definition has in it; expressions in it stand for other data. */
function largeData({ fields, path }: CheckedState): Finding[] {
  return ['Result', 'Arguments', 'Parameters', 'Output', 'Assign'].flatMap((field): Finding[] => {
    const value = fields[field];
    const size = value === undefined ? 0 : sizeOf(literal(value));
    if (size <= largestPayload) return [];
    const what = `this has ${size} bytes, and ${largestPayload} may go from state to state`;
    return [{ path: [...path, field], what, hint: 'Keep it in S3, and read it there', severity: 'error' }];
  });
}

function literal(value: Json): Json {
  if (typeof value === 'string') return value.startsWith('{%') ? '' : value;
  if (Array.isArray(value)) return (value as readonly Json[]).map(literal);
  return isObject(value) ? literalMembers(value) : value;
}

function literalMembers(value: JsonObject): JsonObject {
  const entries = Object.entries(value).filter(([key]) => !key.endsWith('.$'));
  return Object.fromEntries(entries.map(([key, item]) => [key, literal(item)]));
}

function sizeOf(value: Json): number {
  return Buffer.byteLength(JSON.stringify(value));
}
