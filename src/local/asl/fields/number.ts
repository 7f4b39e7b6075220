import type { Json, JsonObject } from '../../../json.ts';
import { member, text } from '../definition.ts';
import type { QueryLanguage } from '../definition.ts';
import { RuntimeError } from '../errors/runtime.ts';
import { parsePath } from '../jsonpath/parse.ts';
import { readField } from '../jsonpath/read.ts';
import { compileJsonata } from '../jsonata/template.ts';
import { typeName } from '../values.ts';
import type { Visit } from '../visit.ts';

/** A number that a definition gives outright, by a path (`FIELDPath`) or by an expression; undefined where it does not. */
export type NumberField = (visit: Visit) => Promise<number | undefined>;

/** Compiles a field such as TimeoutSeconds or MaxConcurrency. `kind` is what its value must be. */
export function numberField(
  definition: JsonObject,
  field: string,
  language: QueryLanguage,
  kind: 'integer' | 'float' = 'integer',
): NumberField {
  const value = member(definition, field);
  if (typeof value === 'number') return async () => value;
  if (language === 'JSONata') return value === undefined ? absent : fromExpression(value, field, kind);
  const path = text(definition, `${field}Path`);
  return path === undefined ? absent : fromPath(path, `${field}Path`, kind);
}

const absent: NumberField = async () => undefined;

function fits(value: Json, kind: 'integer' | 'float'): value is number {
  return typeof value === 'number' && (kind === 'float' || Number.isInteger(value));
}

function fromPath(reference: string, field: string, kind: 'integer' | 'float'): NumberField {
  const path = parsePath(reference);
  return async (visit) => {
    const value = numberOf(readField(path, visit.scope()));
    if (fits(value, kind)) return value;
    const shown = typeof value === 'string' ? value : JSON.stringify(value);
    throw new RuntimeError(
      `The ${field} field refers to value "${shown}" which is not a valid ${kind}: ${reference}`,
    );
  };
}

/** A text of digits is as good as its number (recorded for MaxItemsPerBatchPath). */
function numberOf(value: Json): Json {
  return typeof value === 'string' && /^-?\d+$/.test(value) ? Number(value) : value;
}

function fromExpression(source: Json, field: string, kind: 'integer' | 'float'): NumberField {
  const { expression, evaluate } = compileJsonata(source, field);
  return async (visit) => {
    const value = await evaluate(visit.scope());
    if (fits(value, kind)) return value;
    const actual = typeName(value);
    throw (
      expression?.unexpected(field, kind === 'integer' ? 'integer' : 'number', actual, value) ??
      new TypeError(field)
    );
  };
}
