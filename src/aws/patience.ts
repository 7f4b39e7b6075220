/** Waiting for AWS: what is retried, and for how long. */
import type { Clock } from '../clock.ts';
import { errorCode } from './errors.ts';

/**
 * IAM's own propagation takes single-digit seconds; beyond this bound a denial is a denial. Milliseconds; with all else
 * that a deploy does until then it is less than a minute.
 */
export const propagationBoundMs = 55_000;

/** A role that may not deliver logs may never be allowed to: what is left of propagation by then is short. */
export const logDestinationBoundMs = 20_000;

export interface Patience {
  readonly clock: Clock;
  readonly signal: AbortSignal;
}

/**
 * Repeats an action while it fails in a way that passes by itself, with growing pauses (0.1 s to 0.5 s), for at most
 * `boundMs`; then throws the last error. Anything else is thrown at once.
 */
export async function untilAccepted<T>(
  { clock, signal }: Patience,
  passes: (thrown: unknown) => boolean,
  action: () => Promise<T>,
  boundMs = propagationBoundMs,
): Promise<T> {
  const end = clock.now() + boundMs;
  for (let pause = 100; ; pause = Math.min(pause * 2, 500)) {
    try {
      return await action();
    } catch (thrown) {
      if (!passes(thrown) || clock.now() + pause > end) throw thrown;
      await clock.sleep(pause, signal);
    }
  }
}

/** Asks again (every 25 ms to 1 s) until the answer is a value. */
export async function untilDefined<T>(
  { clock, signal }: Patience,
  ask: () => Promise<T | undefined>,
): Promise<T> {
  for (let pause = 25; ; pause = Math.min(pause * 2, 1_000)) {
    const answer = await ask();
    if (answer !== undefined) return answer;
    await clock.sleep(pause, signal);
  }
}

interface Phrase {
  readonly code: string;
  readonly phrase: string;
}

/**
 * The exact words by which services say that a role is not known to them yet. Seen from AWS; a missing
 * `iam:PassRole` or a wrong account uses other words and is never retried.
 */
const propagationPhrases: readonly Phrase[] = [
  {
    code: 'InvalidParameterValueException',
    phrase: 'The role defined for the function cannot be assumed by Lambda.',
  },
  {
    // The role's policy, of a moment ago, that VPC and dead letters need.
    code: 'InvalidParameterValueException',
    phrase: 'The provided execution role does not have permissions to call',
  },
  {
    code: 'AccessDeniedException',
    phrase:
      'Neither the global service principal states.amazonaws.com, nor the regional one is authorized to assume the provided role.',
  },
];

export function isPropagation(thrown: unknown): boolean {
  return propagationPhrases.some((phrase) => says(thrown, phrase));
}

/** Step Functions' words for a role that may not, or may not yet, deliver logs. */
export function isLogDestinationRefused(thrown: unknown): boolean {
  return says(thrown, {
    code: 'AccessDeniedException',
    phrase: 'The state machine IAM Role is not authorized to access the Log Destination',
  });
}

function says(thrown: unknown, { code, phrase }: Phrase): boolean {
  return errorCode(thrown) === code && (thrown as Error).message.includes(phrase);
}

/** A role was created a moment ago and IAM itself does not find it yet. */
export function isFreshRoleMissing(thrown: unknown): boolean {
  return errorCode(thrown)?.startsWith('NoSuchEntity') ?? false;
}

/** Lambda is still at work on an earlier change of the same function. */
export function isBusy(thrown: unknown): boolean {
  return (
    errorCode(thrown) === 'ResourceConflictException' &&
    /in progress|state: Pending|concurrent update/.test((thrown as Error).message)
  );
}

/** A state machine of that name is still being deleted: its last executions are coming to their ends. */
export function isDeleting(thrown: unknown): boolean {
  return errorCode(thrown) === 'StateMachineDeleting';
}
