import type { Json, JsonObject } from '../../json.ts';
import type { ComparisonInput } from '../schema/comparison.ts';
import type { StepInput } from '../schema/steps.ts';
import type { ChoiceStep } from '../step.ts';
import { within, type Place } from './expression.ts';
import { aslName } from './aslNames.ts';
import { aslFields } from './fields.ts';

type RuleInput = StepInput<'choice'>['choice'][number];

export function choiceOf(input: StepInput<'choice'>, place: Place): ChoiceStep {
  const rules = input.choice.map((rule, index) => ruleOf(rule, within(place, 'choice', index)));
  return { kind: 'choice', rules, ...(input.default !== undefined && { default: input.default }) };
}

function ruleOf(rule: RuleInput, place: Place): ChoiceStep['rules'][number] {
  const fields = aslFields(rule, place);
  const comment = rule.comment === undefined ? {} : { Comment: rule.comment };
  return {
    when: whenOf(rule.when, within(place, 'when')),
    next: rule.next,
    fields: { ...fields, ...comment },
  };
}

function whenOf(when: RuleInput['when'], place: Place): string | JsonObject {
  const isText = typeof when === 'string';
  if (isText !== (place.queryLanguage === 'JSONata')) reportLanguage(isText, place);
  return isText ? braced(when, place) : comparisonOf(when);
}

function reportLanguage(isText: boolean, { path, diagnostics }: Place): void {
  const [what, hint] = isText
    ? [
        'a text is a JSONata condition, and this step is in JSONPath',
        'Write { variable: $.total, numericEquals: 1 }',
      ]
    : [
        'a comparison is JSONPath, and this step is in JSONata',
        'Write a condition, or say "queryLanguage: JSONPath"',
      ];
  diagnostics.error(path, what, hint);
}

/** A condition with the `{% %}` around it that it may leave out. */
function braced(condition: string, { path, diagnostics }: Place): string {
  const text = condition.trim();
  const [opens, closes] = [text.startsWith('{%'), text.endsWith('%}')];
  if (opens !== closes) diagnostics.error(path, `"{%" and "%}" must both be there, or neither`);
  return opens && closes ? text : `{% ${text} %}`;
}

function comparisonOf(input: ComparisonInput): JsonObject {
  const entries = Object.entries(input).filter(([, value]) => value !== undefined);
  return Object.fromEntries(entries.map(([key, value]) => [aslName(key), operandOf(key, value)]));
}

function operandOf(key: string, value: unknown): Json {
  if (key === 'and' || key === 'or') return (value as readonly ComparisonInput[]).map(comparisonOf);
  return key === 'not' ? comparisonOf(value as ComparisonInput) : (value as Json);
}
