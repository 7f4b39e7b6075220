/** Steps that call nothing. */
import type { Json, JsonObject } from '../../json.ts';
import { secondsOf } from '../duration.ts';
import type { StepInput } from '../schema/steps.ts';
import type { FailStep, PassStep, RawStep, SucceedStep, WaitStep } from '../step.ts';
import { isExpression, within } from './expression.ts';
import type { Context } from './kinds.ts';

export function passOf(
  { pass, output }: StepInput<'pass'>,
  { path, queryLanguage, diagnostics }: Context,
): PassStep {
  if (pass === null || pass === undefined) return { kind: 'pass' };
  if (output !== undefined && queryLanguage === 'JSONata') {
    diagnostics.errorAtKey([...path, 'output'], '"pass" gives the output already', 'Keep one of the two');
  }
  return { kind: 'pass', value: pass as Json };
}

export function waitOf({ wait }: StepInput<'wait'>, context: Context): WaitStep {
  const place = within(context, 'wait');
  if (typeof wait !== 'string') {
    isExpression(wait.until, within(place, 'until'));
    return { kind: 'wait', wait: { until: wait.until } };
  }
  const seconds = isExpression(wait, place) ? wait : secondsOf(wait);
  return { kind: 'wait', wait: { seconds } };
}

export function succeedOf({ succeed, output }: StepInput<'succeed'>, context: Context): SucceedStep {
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

export function failOf({ fail }: StepInput<'fail'>, { path, diagnostics }: Context): FailStep {
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

export function rawOf({ state, next, end }: StepInput<'state'>, { path, diagnostics }: Context): RawStep {
  const leads = 'Next' in state || 'End' in state;
  if (leads && (next !== undefined || end !== undefined)) {
    const key = next === undefined ? 'end' : 'next';
    diagnostics.errorAtKey([...path, key], 'the state says itself where it leads', 'Keep one of the two');
  }
  return { kind: 'state', state: state as JsonObject };
}
