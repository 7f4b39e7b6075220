/** AWS's errors: which is which, and what they mean in plain words. */
import { exitCode, messageOf, UserError } from '../errors.ts';

/** AWS's error code, which the SDK puts into `name`; undefined for what is not an error of AWS. */
export function errorCode(thrown: unknown): string | undefined {
  return isAwsError(thrown) ? thrown.name : undefined;
}

/** The answer to "is it there?": undefined where AWS says that it is not. */
export async function orUndefined<T>(promise: Promise<T>): Promise<T | undefined> {
  try {
    return await promise;
  } catch (thrown) {
    if (notFoundCodes.has(errorCode(thrown) ?? '')) return undefined;
    throw thrown;
  }
}

const notFoundCodes = new Set([
  'ResourceNotFoundException',
  'NoSuchEntityException',
  'NoSuchEntity',
  'StateMachineDoesNotExist',
  'ResourceNotFound',
]);

interface AwsErrorShape extends Error {
  readonly $metadata: { readonly httpStatusCode?: number; readonly requestId?: string };
}

function isAwsError(thrown: unknown): thrown is AwsErrorShape {
  return thrown instanceof Error && '$metadata' in thrown && thrown.name !== 'Error';
}

/**
 * What to tell the user of an error that came out of a call: a UserError (exit 3) for what AWS or the network
 * refused, the thrown thing itself for everything else.
 */
export function explain(thrown: unknown): unknown {
  if (thrown instanceof UserError || !(thrown instanceof Error)) return thrown;
  const hint = hints.find(({ applies }) => applies(thrown))?.hint;
  if (hint === undefined && !isAwsError(thrown)) return thrown;
  const what = isAwsError(thrown) ? `AWS refused: ${thrown.name}: ${oneLine(thrown)}` : oneLine(thrown);
  return new UserError({ what, ...(hint !== undefined && { hint }) }, exitCode.refused);
}

/** A headline is one line; AWS's own full stop at its end goes, ours follows. */
function oneLine(error: Error): string {
  return messageOf(error).replace(/\s+/g, ' ').trim().replace(/\.$/, '');
}

interface Hint {
  readonly applies: (error: Error) => boolean;
  readonly hint: string;
}

const hints: readonly Hint[] = [
  {
    applies: ({ name }) => name === 'CredentialsProviderError',
    hint: 'Configure credentials (aws-actions/configure-aws-credentials in a job), or leave out --aws for the embedded AWS',
  },
  {
    applies: ({ name }) => ['ExpiredToken', 'ExpiredTokenException', 'InvalidClientTokenId'].includes(name),
    hint: 'The credentials are expired or wrong: configure them anew',
  },
  {
    applies: ({ message }) => message.includes('iam:PassRole'),
    hint: 'The credentials of this deploy need iam:PassRole on the roles under /stepline/',
  },
  {
    applies: ({ name }) => name.startsWith("AccessDenied"),
    hint: 'The credentials of this deploy lack that permission',
  },
  {
    applies: (error) => ['ECONNREFUSED', 'ENOTFOUND', 'ECONNRESET'].includes(networkCode(error)),
    hint: 'The endpoint does not answer: check AWS_ENDPOINT_URL and the network',
  },
];

function networkCode(error: Error): string {
  return 'code' in error && typeof error.code === 'string' ? error.code : '';
}
