/** Intrinsic functions of JSONPath states [ASL, "Intrinsic functions"]. */
import { didYouMean } from '../../workflow/nearest.ts';
import { mostInText, type Finding } from './finding.ts';
import type { Machine } from './machine.ts';
import { pathsIn, type Evaluated } from './texts.ts';

/** Least and most arguments. */
const arities: Readonly<Record<string, readonly [number, number]>> = {
  Array: [0, Infinity],
  ArrayContains: [2, 2],
  ArrayGetItem: [2, 2],
  ArrayLength: [1, 1],
  ArrayPartition: [2, 2],
  ArrayRange: [3, 3],
  ArrayUnique: [1, 1],
  Base64Decode: [1, 1],
  Base64Encode: [1, 1],
  Format: [1, Infinity],
  Hash: [2, 2],
  JsonMerge: [3, 3],
  JsonToString: [1, 1],
  MathAdd: [2, 2],
  MathRandom: [2, 3],
  StringSplit: [2, 2],
  StringToJson: [1, 1],
  UUID: [0, 0],
};

/** Calls of functions that do not exist, that are never closed, or that get too few or too many arguments. */
export function wrongCalls({ states }: Machine): Finding[] {
  return states.flatMap(pathsIn).flatMap((one) => {
    if (!one.text.startsWith('States.')) return [];
    const { calls, unclosed } = callsIn(one.text);
    const faults = calls.flatMap((call) => faultOf(call) ?? []);
    const all = faults.length === 0 && unclosed ? [unclosed] : faults;
    return all.slice(0, mostInText).map((fault) => findingOf(one, fault));
  });
}

interface Call {
  readonly name: string;
  readonly offset: number;
  /** Commas between its parentheses, and whether anything stands there. */
  commas: number;
  isEmpty: boolean;
}

interface Fault {
  readonly offset: number;
  readonly what: string;
  readonly hint?: string;
}

const token =
  /States\.(\w+)\s*\(|'(?:[^'\\]|\\[^])*'|'[^]*|\$[^\s,()']*(?:\[[^\]]*\][^\s,()']*)*|[(),]|[^\s]/g;

/** All calls, those within arguments too. */
function callsIn(text: string): { readonly calls: readonly Call[]; readonly unclosed?: Fault } {
  const calls: Call[] = [];
  const open: Call[] = [];
  for (const { 0: found, 1: name, index } of text.matchAll(token)) {
    const around = open.at(-1);
    if (found === ')') open.pop();
    else if (found === ',' && around) around.commas += 1;
    else if (around) around.isEmpty = false;
    if (/^'([^]*[^']|)$/.test(found))
      return { calls, unclosed: { offset: index, what: 'a text is never closed' } };
    if (name === undefined) continue;
    const call = { name, offset: index, commas: 0, isEmpty: true };
    calls.push(call);
    open.push(call);
  }
  const [first] = open;
  return { calls, ...(first && { unclosed: { offset: text.length, what: 'a ")" is missing' } }) };
}

function faultOf({ name, offset, commas, isEmpty }: Call): Fault | undefined {
  const arity = Object.hasOwn(arities, name) ? arities[name] : undefined;
  if (!arity) {
    const hint = didYouMean(name, Object.keys(arities));
    const fault = { offset, what: `there is no function States.${name}` };
    return hint === undefined ? fault : { ...fault, hint };
  }
  const given = isEmpty ? 0 : commas + 1;
  const [least, most] = arity;
  if (given >= least && given <= most) return undefined;
  return { offset, what: `States.${name} takes ${numberOf(least, most)}, not ${given}` };
}

function numberOf(least: number, most: number): string {
  if (most === Infinity) return `at least ${least} ${noun(least)}`;
  return least === most ? `${least} ${noun(least)}` : `${least} to ${most} arguments`;
}

function noun(count: number): string {
  return count === 1 ? 'argument' : 'arguments';
}

function findingOf({ path, text }: Evaluated, { offset, what, hint }: Fault): Finding {
  return { path, excerpt: { text, offset }, what, ...(hint !== undefined && { hint }), severity: 'error' };
}
