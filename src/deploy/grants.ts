/** Statements of a role's policy, compared by what they allow rather than by how they are written. */
import { exitCode, UserError } from '../errors.ts';
import { canonicalJson, isObject, type Json, type JsonObject } from '../json.ts';

/**
 * What `statements` say beyond what `base` says: each reduced to the resources that no statement of `base` with the
 * same actions names; whole statements of other forms (conditions, denials) that do not stand in `base` as they are.
 */
export function beyond(statements: readonly Json[], base: readonly Json[]): Json[] {
  const whole = new Set(base.map(anonymous));
  const allowed = new Map<string, Set<string>>();
  for (const { actions, resources } of base.flatMap(simpleForm)) {
    allowed.set(actions, new Set([...(allowed.get(actions) ?? []), ...resources]));
  }
  return statements.flatMap((statement) => {
    if (whole.has(anonymous(statement))) return [];
    const [simple] = simpleForm(statement);
    if (!simple || !isObject(statement)) return [statement];
    const more = simple.resources.filter((resource) => !allowed.get(simple.actions)?.has(resource));
    if (more.length === simple.resources.length) return [statement];
    return more.length === 0 ? [] : [{ ...statement, Resource: more }];
  });
}

interface SimpleForm {
  /** Sorted and joined: what two statements must share to be compared by their resources. */
  readonly actions: string;
  readonly resources: readonly string[];
}

/** Of a statement that allows actions on resources, and says nothing else. */
function simpleForm(statement: Json): SimpleForm[] {
  if (!isObject(statement)) return [];
  const { Sid: _sid, Effect: effect, Action: action, Resource: resource, ...more } = statement;
  const [actions, resources] = [texts(action), texts(resource)];
  if (effect !== 'Allow' || !actions || !resources || Object.keys(more).length > 0) return [];
  return [{ actions: [...actions].sort().join(' '), resources }];
}

/** IAM may answer a list of one as a single text. */
function texts(value: Json | undefined): readonly string[] | undefined {
  const list = (Array.isArray(value) ? value : [value]) as readonly Json[];
  return list.every((one) => typeof one === 'string') ? list : undefined;
}

/** The same text for statements that say the same: their Sids are only names. */
function anonymous(statement: Json): string {
  return normalised(withoutSid(statement));
}

/** The same text for documents that IAM takes for the same. */
export function normalised(document: Json): string {
  return canonicalJson(unlisted(document));
}

function unlisted(value: Json): Json {
  if (Array.isArray(value)) {
    const items = (value as readonly Json[]).map(unlisted);
    return items.length === 1 && typeof items[0] === 'string' ? items[0] : items;
  }
  if (!isObject(value)) return value;
  return Object.fromEntries(Object.entries(value).map(([key, member]) => [key, unlisted(member)]));
}

/** `ACTIONS on RESOURCES` */
export function wordsOf(statement: Json): string {
  const { Action: action, Resource: resource }: JsonObject = isObject(statement) ? statement : {};
  return `${(texts(action) ?? ['?']).join(', ')} on ${(texts(resource) ?? ['?']).join(', ')}`;
}

/** A Sid stands once in a policy. */
export function withoutSid(statement: Json): Json {
  if (!isObject(statement)) return statement;
  const { Sid: _sid, ...rest } = statement;
  return rest;
}

/** IAM's limit on the inline policies of a role, in characters without white space (IAM quotas). */
const maximumPolicy = 10_240;

/** Throws UserError (exit 3) for statements that IAM would not take: before anything is written. */
export function requirePolicySize(role: string, statements: readonly Json[]): void {
  const size = policyText(statements).replace(/\s/g, '').length;
  if (size <= maximumPolicy) return;
  throw new UserError(
    {
      what: `the policy of the role ${role} would have ${size} characters, and IAM takes ${maximumPolicy}`,
      hint: 'Split the workflow, or bring a role of your own',
    },
    exitCode.refused,
  );
}

export function policyText(statements: readonly Json[]): string {
  return JSON.stringify({ Version: '2012-10-17', Statement: statements });
}
