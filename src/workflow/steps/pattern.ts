/** `sync` and `callback`: what a Task waits for beside the answer. */
import { isObject } from '../../json.ts';
import type { Pattern } from '../step.ts';
import type { Context } from './kinds.ts';

interface Waits {
  readonly sync?: boolean | undefined;
  readonly callback?: boolean | undefined;
}

/** Both at once are reported. */
export function patternOf({ sync, callback }: Waits, { path, diagnostics }: Context): Pattern | undefined {
  if (sync && callback) {
    diagnostics.errorAtKey(
      [...path, 'callback'],
      '"sync" and "callback" exclude each other',
      'Keep one of the two',
    );
  }
  if (callback) return 'waitForTaskToken';
  return sync ? 'sync' : undefined;
}

/** Warns of a step that waits for the return of a token which it hands to nobody. */
export function checkToken(
  pattern: Pattern | undefined,
  handedOver: unknown,
  { path, queryLanguage, diagnostics }: Context,
): void {
  if (pattern !== 'waitForTaskToken' || mayHoldToken(handedOver)) return;
  const token = queryLanguage === 'JSONata' ? "'{% $states.context.Task.Token %}'" : '$$.Task.Token';
  const what = 'this step waits for its task token to come back, and hands it to nobody';
  diagnostics.warn([...path, 'callback'], what, `Hand over ${token}`);
}

/** The token itself, or the whole context or task that it is in. */
function mayHoldToken(value: unknown): boolean {
  if (typeof value === 'string') return /\$states\b(?!\.(input|result|errorOutput))|\$\$/.test(value);
  if (Array.isArray(value)) return value.some(mayHoldToken);
  return isObject(value) && Object.values(value).some(mayHoldToken);
}
