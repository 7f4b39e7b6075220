import { isObject } from '../../../json.ts';
import type { Json, JsonObject } from '../../../json.ts';
import { comparisons } from '../choice/comparison.ts';
import { member } from '../definition.ts';
import type { QueryLanguage } from '../definition.ts';
import { checkExpressions, checkJsonpath } from './expressions.ts';
import type { Report } from './report.ts';

/** Choices: at least one rule, each with a condition and a Next. */
export function checkChoices(
  definition: JsonObject,
  language: QueryLanguage,
  location: string,
  report: Report,
): void {
  const rules = member(definition, 'Choices');
  if (!Array.isArray(rules) || rules.length === 0) {
    report.schema(`${location}/Choices`, 'Expected a non-empty Array of Choice Rules');
    return;
  }
  (rules as readonly Json[]).forEach((rule, i) => {
    const place = `${location}/Choices[${i}]`;
    if (!isObject(rule)) report.schema(place, 'Expected value of type Object');
    else {
      if (member(rule, 'Next') === undefined)
        report.schema(place, "The field 'Next' is required but was missing");
      if (language === 'JSONata') checkCondition(rule, place, report);
      else checkRule(rule, place, report);
    }
  });
}

function checkCondition(rule: JsonObject, location: string, report: Report): void {
  if (member(rule, 'Condition') === undefined)
    report.schema(location, "The field 'Condition' is required but was missing");
  for (const field of ['Condition', 'Assign', 'Output']) {
    checkExpressions(member(rule, field), `${location}/${field}`, report);
  }
}

/** A rule is And, Or, Not, or exactly one comparison of a Variable. */
function checkRule(rule: JsonObject, location: string, report: Report): void {
  checkJsonpath(rule, location, report);
  for (const field of ['And', 'Or']) {
    const inner = member(rule, field);
    if (inner === undefined) continue;
    if (Array.isArray(inner))
      (inner as readonly Json[]).forEach((item, i) => {
        checkInner(item, `${location}/${field}[${i}]`, report);
      });
    return;
  }
  const not = member(rule, 'Not');
  if (not !== undefined) checkInner(not, `${location}/Not`, report);
  else checkComparison(rule, location, report);
}

function checkInner(rule: Json, location: string, report: Report): void {
  if (isObject(rule)) checkRule(rule, location, report);
  else report.schema(location, 'Expected value of type Object');
}

function checkComparison(rule: JsonObject, location: string, report: Report): void {
  if (member(rule, 'Variable') === undefined)
    report.schema(location, "The field 'Variable' is required but was missing");
  const operators = Object.keys(rule).filter(isOperator);
  if (operators.length !== 1)
    report.schema(location, 'A Choice Rule must have exactly one comparison operator');
}

function isOperator(field: string): boolean {
  return (
    field === 'IsPresent' ||
    comparisons.has(field) ||
    (field.endsWith('Path') && comparisons.has(field.slice(0, -4)))
  );
}
