import { isObject, type Json, type JsonObject } from '../json.ts';
import { commonKeys, keyOf, picked } from './fields.ts';

export function choiceStep(state: JsonObject): JsonObject {
  const rules = Array.isArray(state.Choices) ? (state.Choices as readonly Json[]) : [];
  return {
    choice: rules.map((rule) => (isObject(rule) ? ruleOf(rule) : rule)),
    ...picked(state, ['Default']),
    ...commonKeys(state),
  };
}

const ownFields = ['Next', 'Assign', 'Output', 'Comment'];

function ruleOf(rule: JsonObject): JsonObject {
  const { Condition } = rule;
  const test = Object.fromEntries(Object.entries(rule).filter(([field]) => !ownFields.includes(field)));
  return {
    when: typeof Condition === 'string' ? bare(Condition) : comparisonOf(test),
    ...picked(rule, ownFields),
  };
}

/** A condition may leave out its `{% %}`. */
function bare(condition: string): string {
  return /^\{% (\S(?:[\s\S]*\S)?) %\}$/.exec(condition)?.[1] ?? condition;
}

function comparisonOf(test: JsonObject): JsonObject {
  return Object.fromEntries(
    Object.entries(test).map(([field, value]) => [keyOf(field), operandOf(field, value)]),
  );
}

function operandOf(field: string, value: Json): Json {
  if ((field === 'And' || field === 'Or') && Array.isArray(value)) {
    return (value as readonly Json[]).map((one) => (isObject(one) ? comparisonOf(one) : one));
  }
  return field === 'Not' && isObject(value) ? comparisonOf(value) : value;
}
