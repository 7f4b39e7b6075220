/** Addresses of AWS services that the environment gives, as the SDKs read them. */

const prefix = 'AWS_ENDPOINT_URL_';

/** `AWS_ENDPOINT_URL_SECRETS_MANAGER=http://…` → `{ SECRETS_MANAGER: 'http://…' }`. A variable that is empty is unset. */
export function serviceEndpoints(environment: NodeJS.ProcessEnv): Readonly<Record<string, string>> {
  return Object.fromEntries(
    Object.entries(environment).flatMap(([variable, url = '']) =>
      variable.startsWith(prefix) && url !== '' ? [[variable.slice(prefix.length), url]] : [],
    ),
  );
}
