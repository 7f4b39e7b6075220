import type { JsonObject } from '../../json.ts';
import type { AboutKey } from '../check.ts';
import type { Diagnostics } from '../diagnostics.ts';
import { didYouMean } from '../nearest.ts';
import { alternatives } from '../phrase.ts';
import { stepKinds, type Kind } from '../schema/steps.ts';
import type { Path } from '../workflow.ts';

const kinds = Object.keys(stepKinds) as Kind[];
/** Kinds of the language that this release does not read yet. */
const laterKinds = ['service', 'workflow', 'activity', 'http', 'parallel', 'map'];

/** The one key that says what a step is. None, several and those of later releases are reported. */
export function kindOf(step: JsonObject, path: Path, diagnostics: Diagnostics): Kind | undefined {
  const found = [...kinds, ...laterKinds].filter((kind) => kind in step);
  const [kind = ''] = found;
  if (found.length === 1 && isKind(kind)) return kind;
  if (found.length > 1) {
    const what = `a step is one thing, and this one has ${found.map((key) => `"${key}"`).join(' and ')}`;
    diagnostics.error(path, what, 'Make it several steps');
  } else if (kind !== '') {
    const hint = 'Use "state" for now, which takes any ASL as it is';
    diagnostics.errorAtKey([...path, kind], `"${kind}" steps are not supported yet`, hint);
  } else reportNone(step, path, diagnostics);
  return undefined;
}

function isKind(key: string): key is Kind {
  return key in stepKinds;
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
  const article = kind === 'state' ? 'a raw' : 'a';
  return (key) => {
    const advice = adviceFor[kind]?.[key];
    const isElsewhere = kinds.some((other) => Object.hasOwn(stepKinds[other].shape, key));
    if (advice === undefined && !isElsewhere) return undefined;
    const what = `${article} ${kind} step takes no "${key}"`;
    return advice === undefined ? { what } : { what, hint: advice };
  };
}

const inTheState = 'Write it in the ASL of the state';
const adviceFor: Partial<Record<Kind, Readonly<Record<string, string>>>> = {
  function: {
    arguments: 'What the function gets is its "payload"',
    parameters: 'What the function gets is its "payload"',
    input: 'What the function gets is its "payload"',
  },
  choice: { next: 'Use "default" for when no rule holds', end: 'Let a rule lead to a succeed step' },
  state: {
    retry: inTheState,
    catch: inTheState,
    queryLanguage: inTheState,
    output: inTheState,
    assign: inTheState,
  },
};
