/** Addresses of AWS services that the environment gives, as the SDKs read them. */

const prefix = 'AWS_ENDPOINT_URL_';

/**
 * `AWS_ENDPOINT_URL_SECRETS_MANAGER=http://…` → `{ secretsmanager: 'http://…' }`: by the names that Step Functions' SDK
 * integrations have for services. A variable that is empty is unset.
 */
export function serviceEndpoints(environment: NodeJS.ProcessEnv): Readonly<Record<string, string>> {
  return Object.fromEntries(
    Object.entries(environment).flatMap(([variable, url = '']) =>
      variable.startsWith(prefix) && url !== '' ? [[sdkName(variable.slice(prefix.length)), url]] : [],
    ),
  );
}

function sdkName(name: string): string {
  return name
    .toLowerCase()
    .replaceAll('_', '')
    .replace(/service$/, '');
}
