import type { Diagnostics, Hint } from '../diagnostics.ts';
import { didYouMean } from '../nearest.ts';
import type { FunctionReference } from '../prefill.ts';
import type { Functions } from './functions.ts';

/** Reports each `${functions.KEY}` without such a function, and each `${functions.KEY.url}` that is no URL or not allowed. */
export function checkFunctionReferences(
  references: readonly FunctionReference[],
  functions: Functions,
  diagnostics: Diagnostics,
): void {
  for (const { name, path } of references) {
    const fault = faultOf(name, path[0] === 'input' || path[0] === 'tests', functions);
    if (fault) diagnostics.error(path, `"\${${name}}": ${fault.what}`, fault.hint);
  }
}

function faultOf(
  name: string,
  inInput: boolean,
  functions: Functions,
): { what: string; hint?: Hint } | undefined {
  const [, key = '', member, ...rest] = name.split('.');
  if (!functions.keys.has(key)) {
    const hint = (): string | undefined => didYouMean(key, functions.keys, 'Add it under "functions"');
    return { what: `there is no function "${key}"`, hint };
  }
  if (member === undefined) return undefined;
  if (member !== 'url' || rest.length > 0)
    return { what: 'a function has no such member. "url" is the only one' };
  if (!inInput) return { what: 'the URL is only known in "input" and "tests"' };
  const spec = functions.specs.find((one) => one.key === key);
  return spec && !spec.url
    ? { what: `"${key}" has no URL`, hint: 'Give it "url: { auth: NONE }"' }
    : undefined;
}
