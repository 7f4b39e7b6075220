/** The texts of a state that its query language evaluates. */
import { isObject, type Json, type JsonObject } from '../../json.ts';
import type { Path } from '../../workflow/workflow.ts';
import type { CheckedState } from './machine.ts';

export interface Evaluated {
  readonly path: Path;
  /** A JSONata expression without its `{% %}`; a JSONPath, or a call of an intrinsic function. */
  readonly text: string;
}

/** What is no data: machines inside are looked at by themselves. */
const others = new Set(['Branches', 'ItemProcessor', 'Iterator', 'Comment', 'Result']);

/** Every text `{% … %}` of a JSONata state. */
export function expressionsIn({ fields, path, language }: CheckedState): Evaluated[] {
  if (language !== 'JSONata') return [];
  return everyText(fields, path).flatMap((one) => {
    const [, text] = /^\{%([\s\S]*)%\}$/.exec(one.text) ?? [];
    return text === undefined ? [] : [{ path: one.path, text: text.trim() }];
  });
}

/** Paths and calls of a JSONPath state: members `name.$`, and fields and operands that end in Path. */
export function pathsIn({ fields, path, language }: CheckedState): Evaluated[] {
  if (language !== 'JSONPath') return [];
  const atTop = path.length + 1;
  return everyText(fields, path).filter(({ path: at }) => {
    const key = String(at.at(-1));
    if (key.endsWith('.$')) return true;
    const isField = at.length === atTop || at[atTop - 1] === 'Choices' || at[atTop - 1] === 'Catch';
    return isField && (key.endsWith('Path') || key === 'Variable');
  });
}

function everyText(fields: JsonObject, path: Path): Evaluated[] {
  return Object.entries(fields).flatMap(([key, value]) =>
    others.has(key) ? [] : textsIn(value, [...path, key]),
  );
}

function textsIn(value: Json, path: Path): Evaluated[] {
  if (typeof value === 'string') return [{ path, text: value }];
  const entries = Array.isArray(value)
    ? (value as readonly Json[]).map((item, index): [number, Json] => [index, item])
    : isObject(value)
      ? Object.entries(value)
      : [];
  return entries.flatMap(([key, item]) => textsIn(item, [...path, key]));
}
