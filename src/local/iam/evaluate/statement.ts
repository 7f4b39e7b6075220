/** Whether a statement speaks about a request. */
import { anyResource, type AccessRequest } from '../../cloud.ts';
import { conditionHolds } from './condition.ts';
import type { RequestContext } from './context.ts';
import { matches, matchesArn, parsePattern, type Pattern, type Variables } from './pattern.ts';
import type { Selector, Statement } from './policy.ts';

/** A request with everything that statements look at. */
export interface Inquiry {
  readonly request: Pick<AccessRequest, 'principal' | 'action' | 'resource' | 'resourceAccount'>;
  /** Where the request was made: services have regional names. */
  readonly region: string;
  readonly context: RequestContext;
}

/** Whether action, resource and conditions of the statement cover the request; the principal is not looked at. */
export function covers(statement: Statement, { request, context }: Inquiry): boolean {
  const variables = statement.variables ? variablesOf(context) : undefined;
  return (
    selects(statement.action, (pattern) => coversAction(pattern, request.action)) &&
    ((statement.effect === 'Allow' && request.resource === anyResource) ||
      selects(statement.resource, (pattern) => coversResource(pattern, request.resource, variables))) &&
    statement.conditions.every((condition) => conditionHolds(condition, context, variables))
  );
}

/** No selector selects everything: a trust policy names no resource. */
function selects(selector: Selector | undefined, covered: (pattern: string) => boolean): boolean {
  return selector === undefined || selector.patterns.some(covered) !== selector.negated;
}

function coversAction(pattern: string, action: string): boolean {
  return matches(patternOf(pattern.toLowerCase()), action.toLowerCase());
}

function coversResource(text: string, resource: string, variables: Variables | undefined): boolean {
  const pattern = parsePattern(text, variables);
  return pattern !== undefined && matchesArn(pattern, resource);
}

function patternOf(text: string): Pattern {
  return parsePattern(text) ?? [];
}

/** A key with several values is no variable. */
function variablesOf(context: RequestContext): Variables {
  return (name) => {
    const values = context(name);
    return values?.length === 1 ? values[0] : undefined;
  };
}
