import type { Problem } from '../errors.ts';
import type { JsonObject } from '../json.ts';
import type { Diagnostics } from './diagnostics.ts';
import { durationPattern, secondsOf } from './duration.ts';

/** Bytes that StartExecution takes [botocore 1.43 states SensitiveData]. */
const largestInput = 262_144;

/** Seconds that an express execution may take [Step Functions quotas]. */
const longestExpress = 300;

/** What holds between the keys of a file. */
export function checkWhole(top: JsonObject, diagnostics: Diagnostics): void {
  if (!('steps' in top) && !('definition' in top)) {
    diagnostics.error([], 'the file says nothing to do', 'Add "steps", or a "definition"');
  }
  if ('steps' in top && 'definition' in top) {
    diagnostics.errorAtKey(
      ['definition'],
      '"steps" and "definition" exclude each other',
      'Keep one of the two',
    );
  }
  for (const [key, field] of [
    ['queryLanguage', 'QueryLanguage'],
    ['timeout', 'TimeoutSeconds'],
  ] as const) {
    if (!(key in top) || !('definition' in top)) continue;
    diagnostics.errorAtKey(
      [key],
      `"${key}" has no effect on a "definition"`,
      `Write ${field} in the definition itself`,
    );
  }
  if ('promote' in top && top.type === 'EXPRESS') {
    diagnostics.errorAtKey(
      ['promote'],
      '"promote" has no effect on an express workflow: AWS lists no executions of it',
      'Take it out',
    );
  }
  if (top.type === 'EXPRESS' && isLongerThan(top.timeout, longestExpress)) {
    diagnostics.error(
      ['timeout'],
      'an express execution ends after 5m',
      'Write 5m or less, or type: STANDARD',
    );
  }
  const size = Buffer.byteLength(JSON.stringify(top.input ?? {}));
  if (size <= largestInput) return;
  diagnostics.error(['input'], `"input" has ${size} bytes, and Step Functions takes ${largestInput}`);
}

function isLongerThan(duration: unknown, seconds: number): boolean {
  return typeof duration === 'string' && durationPattern.test(duration) && secondsOf(duration) > seconds;
}

/** The stage is a part of resource names, as the workflow's name is. It has no place in the file. */
export function checkStage(stage: string): Problem[] {
  if (/^[a-zA-Z0-9_-]{1,32}$/.test(stage)) return [];
  return [{ what: `the stage "${stage}" must be 1 to 32 letters, digits, - and _` }];
}
