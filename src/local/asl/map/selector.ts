import type { Json, JsonObject } from '../../../json.ts';
import { member } from '../definition.ts';
import type { QueryLanguage } from '../definition.ts';
import { compileTemplate } from '../jsonpath/template.ts';
import { compileJsonata } from '../jsonata/template.ts';
import type { Scope } from '../scope.ts';

/** Makes an item's input: ItemSelector (Parameters in old definitions), else the item itself. */
export type Selector = (scope: Scope, item: Json) => Promise<Json>;

export function compileSelector(definition: JsonObject, language: QueryLanguage): Selector {
  const field = member(definition, 'ItemSelector') === undefined ? 'Parameters' : 'ItemSelector';
  const source = member(definition, field);
  if (source === undefined) return async (_, item) => item;
  if (language === 'JSONata') {
    const template = compileJsonata(source, field);
    return (scope) => template.evaluate(scope);
  }
  const template = compileTemplate(source);
  return async (scope) => template.evaluate(scope);
}
