/** Which language a text speaks, and whether it is the step's. */
import { isObject } from '../../json.ts';
import type { Diagnostics } from '../diagnostics.ts';
import type { Path, QueryLanguage } from '../workflow.ts';

/** Where a value of the file is, and the language its step speaks. */
export interface Place {
  readonly path: Path;
  readonly queryLanguage: QueryLanguage;
  readonly diagnostics: Diagnostics;
}

/** The place of something inside. */
export function within<P extends Place>(place: P, ...steps: Path): P {
  return { ...place, path: [...place.path, ...steps] };
}

/** Whether text is an expression of the step's language; one of the other language is reported. */
export function isExpression(text: string, place: Place): boolean {
  const language = languageOf(text);
  if (language === undefined) return false;
  if (language !== place.queryLanguage) {
    const what = `"${text}" is ${language}, and this step is in ${place.queryLanguage}`;
    const hint = place.queryLanguage === 'JSONata' ? "Write '{% … %}'" : 'Write a path such as $.seconds';
    place.diagnostics.error(place.path, what, hint);
  }
  return true;
}

/** A path may begin with `$`, a substitution does so too. */
function languageOf(text: string): QueryLanguage | undefined {
  if (/^\s*\{%/.test(text)) return 'JSONata';
  return /^(\$(?!\{)|States\.[A-Za-z]+\()/.test(text) ? 'JSONPath' : undefined;
}

/**
 * Reports what in a value built at run time is written in the other language: in JSONata a key such as `id.$`, in JSONPath a
 * text such as `{% … %}`. Both would be passed on as they are.
 */
export function checkTemplate(value: unknown, place: Place): void {
  if (Array.isArray(value)) {
    value.forEach((item, index) => {
      checkTemplate(item, within(place, index));
    });
  } else if (isObject(value)) {
    for (const [key, item] of Object.entries(value)) {
      checkMember(key, item, place);
      checkTemplate(item, within(place, key));
    }
  } else if (typeof value === 'string' && place.queryLanguage === 'JSONPath') checkText(value, place);
}

function checkMember(key: string, value: unknown, { path, queryLanguage, diagnostics }: Place): void {
  if (queryLanguage !== 'JSONata' || !key.endsWith('.$')) return;
  if (typeof value !== 'string' || languageOf(value) !== 'JSONPath') return;
  const what = `"${key}" is JSONPath, and this step is in JSONata`;
  diagnostics.errorAtKey([...path, key], what, `Write ${key.slice(0, -2)}: '{% … %}'`);
}

function checkText(text: string, { path, diagnostics }: Place): void {
  if (!/^\s*\{%[\s\S]*%\}\s*$/.test(text)) return;
  const what = `"${text}" is JSONata, and this step is in JSONPath`;
  diagnostics.error(path, what, 'Let the key end in ".$", and write a path such as $.id');
}
