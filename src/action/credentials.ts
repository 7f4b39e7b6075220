/** Whether the SDK will find credentials, as far as variables tell. */

/** One of each source that the SDK's default chain asks, but for a machine's own role. */
const sources = [
  'AWS_ACCESS_KEY_ID',
  'AWS_PROFILE',
  'AWS_WEB_IDENTITY_TOKEN_FILE',
  'AWS_CONTAINER_CREDENTIALS_RELATIVE_URI',
  'AWS_CONTAINER_CREDENTIALS_FULL_URI',
];

/** A variable that is empty is unset: that is how configure-aws-credentials takes back what it has set. */
export function hasCredentials(env: NodeJS.ProcessEnv): boolean {
  return sources.some((name) => Boolean(env[name]));
}
