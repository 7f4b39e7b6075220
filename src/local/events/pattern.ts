/** Event patterns [EventBridge user guide, "Amazon EventBridge event patterns"]. */
import { isObject, type Json, type JsonObject } from '../../json.ts';

/** Whether every member of the pattern is met by the event. */
export function matchesPattern(pattern: JsonObject, event: JsonObject): boolean {
  return Object.entries(pattern).every(([name, wanted]) => {
    const value = event[name];
    if (isObject(wanted)) return isObject(value) && matchesPattern(wanted, value);
    return Array.isArray(wanted) && (wanted as readonly Json[]).some((one) => meets(one, value));
  });
}

/** A list in the event meets what any of its items meets. */
function meets(wanted: Json, value: Json | undefined): boolean {
  if (isObject(wanted) && 'exists' in wanted) return (value !== undefined) === wanted.exists;
  if (value === undefined) return false;
  const values = Array.isArray(value) ? (value as readonly Json[]) : [value];
  if (!isObject(wanted)) return values.includes(wanted);
  return values.some((one) =>
    Object.entries(wanted).every(([name, by]) => (filters[name] ?? never)(by, one)),
  );
}

type Filter = (by: Json, value: Json) => boolean;

const never: Filter = () => false;

/** A filter of texts alone. */
function ofText(compare: (by: string, value: string) => boolean): Filter {
  return (by, value) => typeof by === 'string' && typeof value === 'string' && compare(by, value);
}

const filters: Readonly<Record<string, Filter>> = {
  prefix: ofText((by, value) => value.startsWith(by)),
  suffix: ofText((by, value) => value.endsWith(by)),
  'equals-ignore-case': ofText((by, value) => value.toLowerCase() === by.toLowerCase()),
  wildcard: ofText((by, value) => wildcard(by).test(value)),
  'anything-but': (by, value) => {
    if (isObject(by)) return !Object.entries(by).every(([name, not]) => (filters[name] ?? never)(not, value));
    return !(Array.isArray(by) ? (by as readonly Json[]) : [by]).includes(value);
  },
  numeric: (by, value) => typeof value === 'number' && Array.isArray(by) && compares(by, value),
};

/** What a pattern may ask of a value. */
export const knownFilters: ReadonlySet<string> = new Set(['exists', ...Object.keys(filters)]);

function wildcard(text: string): RegExp {
  const parts = text.split('*').map((part) => part.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'));
  return new RegExp(`^${parts.join('.*')}$`, 's');
}

/** `[">", 0, "<=", 5]` */
function compares(by: readonly Json[], value: number): boolean {
  const pairs = by.flatMap((operator, i) => (i % 2 === 0 ? [[operator, by[i + 1]] as const] : []));
  return pairs.every(([operator, limit]) => {
    const bound = Number(limit);
    if (operator === '=') return value === bound;
    if (operator === '>') return value > bound;
    if (operator === '>=') return value >= bound;
    return operator === '<' ? value < bound : operator === '<=' && value <= bound;
  });
}
