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

/** The SDK marks what a service has answered with whose fault it was. */
function isAwsError(thrown: unknown): thrown is Error {
  return thrown instanceof Error && '$fault' in thrown;
}

/** And whatever else went wrong with a call with what it knows of the call. */
function isOfCall(error: Error): boolean {
  return (
    '$metadata' in error || error.name === 'CredentialsProviderError' || networkCode(error) !== undefined
  );
}

/**
 * What to tell the user of an error that came out of a call: a UserError (exit 3) for what AWS or the network
 * refused, the thrown thing itself for everything else.
 */
export function explain(thrown: unknown): unknown {
  if (thrown instanceof UserError || !(thrown instanceof Error) || !isOfCall(thrown)) return thrown;
  const hint = hints.find(({ applies }) => applies(thrown))?.hint;
  return new UserError({ what: headline(thrown), ...(hint !== undefined && { hint }) }, exitCode.refused);
}

/** One line; AWS's own full stop at its end goes, ours follows. */
function headline(error: Error): string {
  const text = (messageOf(error) || (networkCode(error) ?? error.name)).replace(/\s+/g, ' ').trim();
  const line = text.replace(/\.$/, '');
  if (isAwsError(error)) return `AWS refused: ${error.name}: ${line}`;
  return isUnreadable(error) ? 'the endpoint answers with something that AWS does not say' : line;
}

/** The SDK has a response and can make nothing of it: of a proxy's page, say. */
function isUnreadable(error: Error): boolean {
  return !isAwsError(error) && '$response' in error;
}

interface Hint {
  readonly applies: (error: Error) => boolean;
  readonly hint: string;
}

/** Services say it differently. */
const badCredentials = new Set([
  'ExpiredToken',
  'ExpiredTokenException',
  'InvalidClientTokenId',
  'UnrecognizedClientException',
  'SignatureDoesNotMatch',
  'InvalidSignatureException',
]);

const hints: readonly Hint[] = [
  {
    applies: ({ name }) => name === 'CredentialsProviderError',
    hint: 'Configure credentials (aws-actions/configure-aws-credentials in a job), or leave out --aws for the embedded AWS',
  },
  {
    applies: ({ name }) => badCredentials.has(name),
    hint: 'The credentials are expired or wrong: configure them anew',
  },
  {
    applies: ({ message }) => message.includes('iam:PassRole'),
    hint: 'The credentials of this deploy need iam:PassRole on the roles under /stepline/',
  },
  {
    applies: ({ name }) => name.startsWith('AccessDenied'),
    hint: 'The credentials of this deploy lack that permission',
  },
  {
    applies: (error) => networkCode(error) !== undefined,
    hint: 'The endpoint does not answer: check AWS_ENDPOINT_URL and the network',
  },
  {
    applies: isUnreadable,
    hint: 'Check AWS_ENDPOINT_URL, and proxies on the way',
  },
];

/** Whether a call has got no answer at all. */
export function isUnanswered(thrown: unknown): boolean {
  return thrown instanceof Error && isOfCall(thrown) && !isAwsError(thrown) && !isUnreadable(thrown);
}

/** Node's codes for connections that fail; undefined for everything else. */
function networkCode(error: Error): string | undefined {
  const code = 'code' in error ? error.code : undefined;
  return typeof code === 'string' && /^(ECONN|ENOTFOUND|ENET|EHOST|EPIPE|ETIMEDOUT|EAI_)/.test(code)
    ? code
    : undefined;
}
