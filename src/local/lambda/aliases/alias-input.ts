/** What AWS checks of an alias. */
import type { AliasRoutingConfiguration } from '@aws-sdk/client-lambda';
import type { Alias, LambdaFunction } from '../model.ts';
import { latestVersion } from '../model.ts';
import { functionArn } from '../names.ts';
import { invalidParameter, notFound, validate, violation, type Violation } from '../validation.ts';

type Weights = Readonly<Record<string, number>>;

export const aliasNamePattern = '(?!^[0-9]+$)([a-zA-Z0-9-_]+)';

/**
 * The second version of an alias and its part; undefined without one. Throws what AWS answers for weights, versions and
 * combinations that it does not take.
 */
export function readRouting(
  lambda: LambdaFunction,
  version: string,
  input: AliasRoutingConfiguration | undefined,
): Alias['routing'] {
  const weights = input?.AdditionalVersionWeights ?? {};
  const [entry, ...more] = Object.entries(weights);
  if (more.length > 0)
    throw invalidParameter('Number of items in AdditionalVersionWeights cannot be greater than 1');
  if (!entry) return undefined;
  const [other, weight] = entry;
  if (other === version) {
    throw invalidParameter(
      `Invalid function version ${version}. Function version ${version} is already included in routing configuration.`,
    );
  }
  if (version === latestVersion) {
    throw invalidParameter(`${latestVersion} is not supported for an alias pointing to more than 1 version`);
  }
  requirePublished(lambda, other);
  return { version: other, weight };
}

/** Throws ResourceNotFoundException for a version that is not there. */
export function requirePublished(lambda: LambdaFunction, version: string): void {
  if (version === latestVersion || lambda.published.has(version)) return;
  throw notFound(
    `Function not found: ${functionArn({ ...lambda.place, name: lambda.name, qualifier: version })}`,
  );
}

export function checkWeights(input: AliasRoutingConfiguration | undefined): void {
  const weights = input?.AdditionalVersionWeights ?? {};
  validate(checkKeys(weights), checkValues(weights));
}

const member = 'routingConfig.additionalVersionWeights';

function checkKeys(weights: Weights): Violation {
  if (Object.keys(weights).every((key) => /^[0-9]{1,1024}$/.test(key))) return undefined;
  return violation(
    member,
    print(weights),
    'Map keys must satisfy constraint: [Member must have length less than or equal to 1024, Member must have length greater than or equal to 1, Member must satisfy regular expression pattern: [0-9]+]',
  );
}

function checkValues(weights: Weights): Violation {
  if (Object.values(weights).every((weight) => weight >= 0 && weight <= 1)) return undefined;
  return violation(
    member,
    print(weights),
    'Map value must satisfy constraint: [Member must have value less than or equal to 1.0, Member must have value greater than or equal to 0.0, Member must not be null]',
  );
}

/** As Java prints a map of doubles. */
function print(weights: Weights): string {
  const entries = Object.entries(weights).map(
    ([key, weight]) => `${key}=${Number.isInteger(weight) ? weight.toFixed(1) : String(weight)}`,
  );
  return `{${entries.join(', ')}}`;
}
