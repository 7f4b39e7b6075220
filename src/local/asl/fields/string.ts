import type { JsonObject } from '../../../json.ts';
import { member } from '../definition.ts';
import type { QueryLanguage } from '../definition.ts';
import { RuntimeError } from '../errors/runtime.ts';
import { compileExpression } from '../jsonpath/template.ts';
import { compileJsonata } from '../jsonata/template.ts';
import { typeName } from '../values.ts';
import type { Visit } from '../visit.ts';

/** A text that a definition gives outright, by a path or intrinsic (`FIELDPath`) or by an expression; undefined where it does not. */
export type StringField = (visit: Visit) => Promise<string | undefined>;

/** Compiles a field such as Error or Cause. `pathName` is what the field is called where it holds a path. */
export function stringField(
  definition: JsonObject,
  field: string,
  language: QueryLanguage,
  pathName = `${field}Path`,
): StringField {
  const value = member(definition, field);
  if (language === 'JSONata') return value === undefined ? absent : fromExpression(value as string, field);
  if (value !== undefined) return async () => value as string;
  const path = member(definition, pathName);
  return path === undefined ? absent : fromPath(path as string, pathName);
}

const absent: StringField = async () => undefined;

function fromPath(source: string, field: string): StringField {
  const read = compileExpression(field, source);
  return async (visit) => {
    const value = read(visit.scope());
    if (typeof value === 'string') return value;
    throw new RuntimeError(
      `The ${field} field refers to value "${JSON.stringify(value)}" which is not a string: ${source}`,
    );
  };
}

function fromExpression(source: string, field: string): StringField {
  const { expression, evaluate } = compileJsonata(source, field);
  return async (visit) => {
    const value = await evaluate(visit.scope());
    if (typeof value === 'string') return value;
    throw expression?.unexpected(field, 'string', typeName(value), value) ?? new TypeError(field);
  };
}
