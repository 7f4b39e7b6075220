import { isObject } from '../../../json.ts';
import type { Json, JsonObject } from '../../../json.ts';
import { member } from '../definition.ts';
import { SyntaxProblem } from '../jsonpath/cursor.ts';
import { parsePath } from '../jsonpath/parse.ts';
import { compileExpression } from '../jsonpath/template.ts';
import { JsonataExpression } from '../jsonata/expression.ts';
import { unknownOperator } from '../jsonata/language.ts';
import { expressionText } from '../jsonata/template.ts';
import { expressionFields, pathFields, templateFields } from './fields.ts';
import type { Report } from './report.ts';

/** The paths, payload templates and intrinsic functions of a JSONPath state. */
export function checkJsonpath(definition: JsonObject, location: string, report: Report): void {
  for (const field of pathFields) {
    const value = member(definition, field);
    if (value === undefined || value === null) continue;
    if (typeof value !== 'string' || !reads(() => parsePath(value))) {
      report.schema(`${location}/${field}`, 'Value is not a valid JSONPath');
    }
  }
  for (const field of templateFields)
    checkTemplate(member(definition, field), `${location}/${field}`, report);
}

/** A member `name.$` must hold a path or an intrinsic function; AWS names it, and locates the object around it. */
function checkTemplate(value: Json | undefined, location: string, report: Report): void {
  if (Array.isArray(value))
    (value as readonly Json[]).forEach((item, i) => {
      checkTemplate(item, `${location}[${i}]`, report);
    });
  if (!isObject(value)) return;
  for (const [key, item] of Object.entries(value)) {
    if (!key.endsWith('.$')) checkTemplate(item, `${location}/${key}`, report);
    else if (typeof item !== 'string' || !reads(() => compileExpression(key, item))) {
      report.schema(
        location,
        `The value for the field '${key}' must be a valid JSONPath or a valid intrinsic function call`,
      );
    }
  }
}

function reads(parse: () => unknown): boolean {
  try {
    parse();
    return true;
  } catch (thrown) {
    if (thrown instanceof SyntaxProblem || thrown instanceof SyntaxError) return false;
    throw thrown;
  }
}

/** The expressions of a JSONata state. */
export function checkJsonata(definition: JsonObject, location: string, report: Report): void {
  for (const field of expressionFields)
    checkExpressions(member(definition, field), `${location}/${field}`, report);
}

export function checkExpressions(value: Json | undefined, location: string, report: Report): void {
  if (Array.isArray(value))
    (value as readonly Json[]).forEach((item, i) => {
      checkExpressions(item, `${location}[${i}]`, report);
    });
  else if (isObject(value)) {
    for (const [key, item] of Object.entries(value)) checkExpressions(item, `${location}/${key}`, report);
  } else {
    const text = expressionText(value);
    if (text !== undefined) checkExpression(text, location, report);
  }
}

function checkExpression(text: string, location: string, report: Report): void {
  const operator = unknownOperator(text);
  if (operator !== undefined) {
    report.schema(location, `The JSONata expression is invalid: Unknown operator: "${operator}"`);
    return;
  }
  try {
    new JsonataExpression(text);
  } catch (thrown) {
    const { message } = thrown as { readonly message?: string };
    report.schema(location, `The JSONata expression is invalid: ${message ?? String(thrown)}`);
  }
}
