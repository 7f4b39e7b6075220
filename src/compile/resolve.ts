/** The substitutions that need the target: `${region}`, `${account}`, `${partition}` and `${functions.NAME}`. */
import type { Json } from '../json.ts';
import { substitute } from '../workflow/substitute.ts';
import type { Target } from './blueprint.ts';
import { mapStrings } from './references.ts';

/** The value with its substitutions done; `functionArn` says what a function stands for here. */
export function resolveTarget(value: Json, target: Target, functionArn: (key: string) => string): Json {
  return mapStrings(value, (text) => resolveText(text, target, functionArn));
}

export function resolveText(text: string, target: Target, functionArn: (key: string) => string): string {
  return substitute(text, (name) => {
    if (name === 'region' || name === 'account' || name === 'partition') return target[name];
    return functionArn(name.replace(/^functions\./, ''));
  });
}
