import type { Json, JsonObject } from '../../json.ts';
import { durationPattern, secondsOf } from '../duration.ts';
import type { Functions } from '../functions/functions.ts';
import type { Kind, StepInput } from '../schema/steps.ts';
import type {
  FailStep,
  FunctionStep,
  PassStep,
  RawStep,
  Step,
  StepCommon,
  SucceedStep,
  WaitStep,
} from '../workflow.ts';
import { choiceOf } from './choice.ts';
import { isExpression, type Place } from './fields.ts';

/** What is a step's own beside what all steps have. */
export type Part = Step extends infer S ? (S extends StepCommon ? Omit<S, keyof StepCommon> : never) : never;

export interface Context extends Place {
  readonly functions: Functions;
}

/** The part of a step that its kind decides; undefined when the step cannot be made, which is reported. */
export const partOf: { [K in Kind]: (input: StepInput<K>, context: Context) => Part | undefined } = {
  function: functionOf,
  pass: passOf,
  wait: waitOf,
  choice: choiceOf,
  succeed: succeedOf,
  fail: failOf,
  state: rawOf,
};

function functionOf(input: StepInput<'function'>, context: Context): FunctionStep | undefined {
  const target = context.functions.refer(input.function, [...context.path, 'function']);
  const [timeout, heartbeat] = [secondsIn(input.timeout), secondsIn(input.heartbeat)];
  if (timeout !== undefined && heartbeat !== undefined && heartbeat >= timeout) {
    context.diagnostics.error([...context.path, 'heartbeat'], '"heartbeat" must be shorter than "timeout"');
  }
  return (
    target && {
      kind: 'function',
      function: target,
      ...(input.payload !== undefined && { payload: input.payload as Json }),
      ...(timeout !== undefined && { timeoutSeconds: timeout }),
      ...(heartbeat !== undefined && { heartbeatSeconds: heartbeat }),
    }
  );
}

function secondsIn(text: string | undefined): number | undefined {
  return text !== undefined && durationPattern.test(text) ? secondsOf(text) : undefined;
}

function passOf(
  { pass, output }: StepInput<'pass'>,
  { path, queryLanguage, diagnostics }: Context,
): PassStep {
  if (pass === null || pass === undefined) return { kind: 'pass' };
  if (output !== undefined && queryLanguage === 'JSONata') {
    diagnostics.errorAtKey([...path, 'output'], '"pass" gives the output already', 'Keep one of the two');
  }
  return { kind: 'pass', value: pass as Json };
}

function waitOf({ wait }: StepInput<'wait'>, context: Context): WaitStep {
  const place = { ...context, path: [...context.path, 'wait'] };
  if (typeof wait !== 'string') {
    isExpression(wait.until, { ...place, path: [...place.path, 'until'] });
    return { kind: 'wait', wait: { until: wait.until } };
  }
  const seconds = isExpression(wait, place) ? wait : secondsOf(wait);
  return { kind: 'wait', wait: { seconds } };
}

function succeedOf({ succeed, output }: StepInput<'succeed'>, context: Context): SucceedStep {
  const { path, queryLanguage, diagnostics } = context;
  if (succeed === true || succeed === null)
    return { kind: 'succeed', ...(output !== undefined && { output: output as Json }) };
  if (output !== undefined) {
    diagnostics.errorAtKey([...path, 'output'], '"succeed" gives the output already', 'Keep one of the two');
  }
  if (queryLanguage === 'JSONPath') {
    diagnostics.error(
      [...path, 'succeed'],
      'a succeed step has no output in JSONPath',
      'Write "succeed: true"',
    );
  }
  return { kind: 'succeed', output: succeed as Json };
}

function failOf({ fail }: StepInput<'fail'>, { path, diagnostics }: Context): FailStep {
  for (const key of ['error', 'cause'] as const) {
    if (fail[key] === undefined || fail[`${key}Path`] === undefined) continue;
    diagnostics.errorAtKey(
      [...path, 'fail', `${key}Path`],
      `"${key}" is given already`,
      'Keep one of the two',
    );
  }
  const { error, cause } = fail;
  return { kind: 'fail', ...(error !== undefined && { error }), ...(cause !== undefined && { cause }) };
}

function rawOf({ state, next, end }: StepInput<'state'>, { path, diagnostics }: Context): RawStep {
  const leads = 'Next' in state || 'End' in state;
  if (leads && (next !== undefined || end !== undefined)) {
    const key = next === undefined ? 'end' : 'next';
    diagnostics.errorAtKey([...path, key], 'the state says itself where it leads', 'Keep one of the two');
  }
  return { kind: 'state', state: state as JsonObject };
}
