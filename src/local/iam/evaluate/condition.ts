/** Whether a statement's conditions hold for a request. */
import type { RequestContext } from './context.ts';
import { operatorOf, type Operator } from './operators.ts';
import type { Variables } from './pattern.ts';
import type { Condition } from './policy.ts';

/**
 * A missing key: `Null` asks for just that; a negated operator, `IfExists` and `ForAllValues` hold, everything else
 * does not. An operator that IAM does not have never holds.
 */
export function conditionHolds(
  condition: Condition,
  context: RequestContext,
  variables: Variables | undefined,
): boolean {
  const values = context(condition.key) ?? [];
  if (condition.operator.toLowerCase() === 'null') return nullHolds(condition, values);
  const operator = operatorOf(condition.operator);
  if (!operator) return false;
  if (values.length === 0) return holdsWithoutValues(condition, operator);
  const covered = (value: string): boolean =>
    condition.values.some((policyValue) => operator.test(policyValue, value, variables));
  return quantify(condition, operator, values, covered);
}

function nullHolds({ values: [wanted] }: Condition, values: readonly string[]): boolean {
  return wanted?.toLowerCase() === String(values.length === 0);
}

function holdsWithoutValues({ quantifier, ifExists }: Condition, { negated }: Operator): boolean {
  if (quantifier === 'ForAnyValue') return ifExists;
  return ifExists || negated || quantifier === 'ForAllValues';
}

function quantify(
  { quantifier }: Condition,
  { negated }: Operator,
  values: readonly string[],
  covered: (value: string) => boolean,
): boolean {
  const holds = (value: string): boolean => covered(value) !== negated;
  if (quantifier === 'ForAllValues') return values.every(holds);
  if (quantifier === 'ForAnyValue') return values.some(holds);
  return negated ? values.every(holds) : values.some(holds);
}
