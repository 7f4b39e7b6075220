import type { Json, JsonObject } from '../../../json.ts';
import { member } from '../definition.ts';
import type { QueryLanguage } from '../definition.ts';
import { compileJsonata } from '../jsonata/template.ts';
import { compileTemplate } from '../jsonpath/template.ts';
import type { Scope } from '../scope.ts';

/** A payload that a definition gives under one name in JSONPath (`Parameters`) and another in JSONata (`Arguments`). */
export type Payload = (scope: Scope) => Promise<Json>;

/** Undefined where the definition has no such field. */
export function compilePayload(
  definition: JsonObject,
  language: QueryLanguage,
  names: { readonly JSONPath: string; readonly JSONata: string },
  location = '',
): Payload | undefined {
  const field = names[language];
  const source = member(definition, field);
  if (source === undefined) return undefined;
  if (language === 'JSONata') return compileJsonata(source, location + field).evaluate;
  const template = compileTemplate(source);
  return async (scope) => template.evaluate(scope);
}
