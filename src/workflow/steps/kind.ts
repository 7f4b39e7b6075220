import type { JsonObject } from '../../json.ts';
import type { AboutKey } from '../check.ts';
import type { Diagnostics } from '../diagnostics.ts';
import { didYouMean } from '../nearest.ts';
import { alternatives } from '../phrase.ts';
import { stepKinds, type Kind } from '../schema/steps.ts';
import type { Path } from '../workflow.ts';

const kinds = Object.keys(stepKinds) as Kind[];

/** The one key that says what a step is. None and several are reported. */
export function kindOf(step: JsonObject, path: Path, diagnostics: Diagnostics): Kind | undefined {
  const found = kinds.filter((kind) => kind in step);
  if (found.length === 1) return found[0];
  if (found.length > 1) {
    const what = `a step is one thing, and this one has ${found.map((key) => `"${key}"`).join(' and ')}`;
    diagnostics.error(path, what, 'Make it several steps');
  } else reportNone(step, path, diagnostics);
  return undefined;
}

function reportNone(step: JsonObject, path: Path, diagnostics: Diagnostics): void {
  const known = new Set(kinds.flatMap((kind) => Object.keys(stepKinds[kind].shape)));
  for (const key of Object.keys(step).filter((one) => !known.has(one))) {
    const hint = didYouMean(key, kinds);
    if (hint === undefined) continue;
    diagnostics.errorAtKey([...path, key], `unknown key "${key}"`, hint);
    return;
  }
  diagnostics.error(path, 'this step does not say what it does', `Give it one of ${alternatives(kinds)}`);
}

/** What to say about a key that a kind of step does not take, but another does. */
export function aboutKeyOf(kind: Kind): AboutKey {
  const article = kind === 'state' ? 'a raw' : kind === 'activity' || kind === 'http' ? 'an' : 'a';
  return (key) => {
    const advised = adviceFor[kind] ?? {};
    const advice = Object.hasOwn(advised, key) ? advised[key] : undefined;
    const isElsewhere = kinds.some((other) => Object.hasOwn(stepKinds[other].shape, key));
    if (advice === undefined && !isElsewhere) return undefined;
    const what = `${article} ${kind} step takes no "${key}"`;
    return advice === undefined ? { what } : { what, hint: advice };
  };
}

const handedOver = 'What is handed over are its "arguments"';
const timeLimit = 'Give a "timeout" to the steps inside that call something';
const inTheMap = Object.fromEntries(
  Object.keys(stepKinds.map.shape.map.shape).map((key) => [key, `Write it inside of "map"`]),
);
const inTheState = 'Write it in the ASL of the state';
const adviceFor: Partial<Record<Kind, Readonly<Record<string, string>>>> = {
  function: {
    arguments: 'What the function gets is its "payload"',
    parameters: 'What the function gets is its "payload"',
    input: 'What the function gets is its "payload"',
    sync: 'It waits for the result anyway',
  },
  service: { payload: handedOver, input: handedOver },
  workflow: {
    arguments: 'What it executes with is its "input"',
    parameters: 'What it executes with is its "input"',
  },
  activity: { payload: handedOver, input: handedOver, callback: 'It waits for the worker anyway' },
  http: { arguments: 'Write "body", "query" or "headers" inside of "http"' },
  parallel: { timeout: timeLimit, heartbeat: timeLimit },
  map: { ...inTheMap, timeout: timeLimit, heartbeat: timeLimit },
  choice: { next: 'Use "default" for when no rule holds', end: 'Let a rule lead to a succeed step' },
  state: {
    retry: inTheState,
    catch: inTheState,
    queryLanguage: inTheState,
    output: inTheState,
    assign: inTheState,
  },
};
