/** What a Task state's Resource calls: an optimised integration, or any operation of the AWS SDK. */
import { didYouMean } from '../workflow/nearest.ts';
import { optimised, type Pattern } from './optimised.ts';
import { camelCase, operationName, sdkService, sdkServiceNames, sdkServicesOfPrefix } from './sdk.ts';

export interface Integration {
  /** `dynamodb`; for the SDK's, without its `aws-sdk:`. */
  readonly service: string;
  /** As it is written, in camelCase. */
  readonly operation: string;
  /** What is written behind the dot; `request` when nothing is. One of `Pattern`, unless `faultOf` says otherwise. */
  readonly pattern: string;
  readonly isSdk: boolean;
}

/** What is wrong, and what to do about it. */
export interface Fault {
  readonly what: string;
  readonly hint?: string;
}

const form = /^(?<sdk>aws-sdk:)?(?<service>[^:.]+):(?<operation>[^:.]+)(?:\.(?<pattern>.+))?$/;

/** Takes `dynamodb:putItem`, `aws-sdk:s3:getObject` or `sqs:sendMessage.waitForTaskToken` apart; undefined: of no such form. */
export function parseIntegration(text: string): Integration | undefined {
  const { sdk, service, operation, pattern = 'request' } = form.exec(text)?.groups ?? {};
  if (service === undefined || operation === undefined) return undefined;
  return { service, operation, pattern, isSdk: sdk !== undefined };
}

/** The same for a Resource: `arn:PARTITION:states:::INTEGRATION`; undefined: it is another ARN, or none. */
export function integrationOf(resource: string): Integration | undefined {
  const [, text] = /^arn:[^:]*:states:::(.*)$/.exec(resource) ?? [];
  return text === undefined ? undefined : parseIntegration(text);
}

/** `dynamodb:putItem`, `aws-sdk:s3:getObject`: what an integration is called, without its pattern. */
export function integrationName({ service, operation, isSdk }: Integration): string {
  return `${isSdk ? 'aws-sdk:' : ''}${service}:${operation}`;
}

/** Why Step Functions does not know the integration: its service, its operation or its pattern. Undefined: it does. */
export function faultOf(integration: Integration): Fault | undefined {
  return integration.isSdk ? sdkFault(integration) : optimisedFault(integration);
}

function sdkFault(integration: Integration): Fault | undefined {
  const { service, operation } = integration;
  const known = sdkService(service);
  if (!known) return fault(`the AWS SDK has no service "${service}"`, serviceHint(service, operation));
  if (!known.operations.has(operationName(operation)) || operation !== camelCase(operation)) {
    const hint = didYouMean(operation, [...known.operations].map(camelCase));
    return fault(`aws-sdk:${service} has no operation "${operation}"`, hint);
  }
  return patternFault(integration, sdkPatterns);
}

/** A name that IAM, or an older SDK, has for the service goes before one that merely looks alike. */
function serviceHint(service: string, operation: string): string | undefined {
  const meant = [...sdkServicesOfPrefix(service), service.replace(/service$/, '')];
  const found = meant.find((name) => sdkService(name)?.operations.has(operationName(operation)));
  return found === undefined ? didYouMean(service, sdkServiceNames()) : `Did you mean "${found}"?`;
}

function optimisedFault(integration: Integration): Fault | undefined {
  const { service, operation } = integration;
  const operations = Object.hasOwn(optimised, service) ? optimised[service] : undefined;
  if (!operations) {
    return fault(
      `Step Functions has no integration with "${service}"`,
      (Object.hasOwn(optimised, service.toLowerCase()) ? undefined : sdkHint(integration)) ??
        didYouMean(service, Object.keys(optimised)),
    );
  }
  const patterns = Object.hasOwn(operations, operation) ? operations[operation] : undefined;
  if (!patterns) {
    return fault(
      `the integration with ${service} has no operation "${operation}"`,
      capitalsHint(integration, operations) ??
        sdkHint(integration) ??
        didYouMean(operation, Object.keys(operations)),
    );
  }
  return patternFault(integration, patterns);
}

/** The operation in the SDK's own capitals is the one that is meant. */
function capitalsHint({ operation }: Integration, operations: object): string | undefined {
  const meant = camelCase(operation);
  return Object.hasOwn(operations, meant) ? `Did you mean "${meant}"?` : undefined;
}

/** Most of what is not optimised is reached through the SDK. */
function sdkHint({ service, operation }: Integration): string | undefined {
  const plain = service.toLowerCase();
  const names = [plain, ...sdkServicesOfPrefix(plain)];
  const found = names.find((name) => sdkService(name)?.operations.has(operationName(operation)));
  return found === undefined ? undefined : `Write "aws-sdk:${found}:${camelCase(operation)}"`;
}

const sdkPatterns: readonly Pattern[] = ['request', 'waitForTaskToken'];

function patternFault(integration: Integration, offered: readonly Pattern[]): Fault | undefined {
  if (offered.some((one) => one === integration.pattern)) return undefined;
  const others = offered.map((one) => (one === 'request' ? 'nothing' : `".${one}"`)).join(' or ');
  return fault(
    `${integrationName(integration)} takes no ".${integration.pattern}"`,
    `Write ${others} after it`,
  );
}

function fault(what: string, hint: string | undefined): Fault {
  return hint === undefined ? { what } : { what, hint };
}
