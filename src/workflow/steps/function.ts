import type { Json } from '../../json.ts';
import type { StepInput } from '../schema/steps.ts';
import type { FunctionStep } from '../step.ts';
import { checkTemplate, within } from './expression.ts';
import type { Context } from './kinds.ts';
import { checkToken, patternOf } from './pattern.ts';

export function functionOf(input: StepInput<'function'>, context: Context): FunctionStep | undefined {
  const { payload, callback } = input;
  const target = context.functions.refer(input.function, [...context.path, 'function']);
  const pattern = patternOf({ callback }, context);
  checkTemplate(payload, within(context, 'payload'));
  checkToken(pattern, payload, context);
  return (
    target && {
      kind: 'function',
      function: target,
      ...(payload !== undefined && { payload: payload as Json }),
      ...(pattern === 'waitForTaskToken' && { pattern }),
    }
  );
}
