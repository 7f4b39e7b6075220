import type { Json } from '../../json.ts';
import type { StepInput } from '../schema/steps.ts';
import type { WorkflowStep } from '../step.ts';
import { checkTemplate, isExpression, within } from './expression.ts';
import type { Context } from './kinds.ts';
import { checkToken, patternOf } from './pattern.ts';

export function workflowOf(given: StepInput<'workflow'>, context: Context): WorkflowStep {
  const { workflow, input } = given;
  isExpression(workflow, within(context, 'workflow'));
  checkTemplate(input, within(context, 'input'));
  const pattern = patternOf(given, context);
  checkToken(pattern, input, context);
  return {
    kind: 'workflow',
    stateMachine: workflow,
    ...(input !== undefined && { input: input as Json }),
    ...(pattern && { pattern }),
  };
}
