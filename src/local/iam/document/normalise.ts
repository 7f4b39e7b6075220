/** The form in which IAM keeps a trust policy. */
import { isObject, type Json, type JsonObject } from '../../../json.ts';

/**
 * No white space, statements in a list, a list of one as its only item, an account as its root's ARN, fields in IAM's
 * order. (Inline and managed policies are kept to the letter.)
 */
export function normaliseTrustPolicy({ Version, Id, Statement }: JsonObject): JsonObject {
  const statements = (Array.isArray(Statement) ? Statement : [Statement]) as readonly JsonObject[];
  return defined({ Version: Version ?? '2008-10-17', Id, Statement: statements.map(normaliseStatement) });
}

function normaliseStatement(statement: JsonObject): JsonObject {
  const { Sid, Effect, Principal, NotPrincipal, Action, NotAction, Condition } = statement;
  return defined({
    Sid,
    Effect,
    Principal: normalisePrincipal(Principal),
    NotPrincipal: normalisePrincipal(NotPrincipal),
    Action: single(Action),
    NotAction: single(NotAction),
    Condition: normaliseCondition(Condition),
  });
}

function normalisePrincipal(element: Json | undefined): Json | undefined {
  if (!isObject(element)) return element;
  return Object.fromEntries(
    Object.entries(element).map(([kind, names]) => [
      kind,
      kind === 'AWS' ? rootArns(single(names)) : (single(names) ?? names),
    ]),
  );
}

function rootArns(names: Json | undefined): Json {
  if (Array.isArray(names)) return (names as readonly Json[]).map(rootArns);
  return typeof names === 'string' && /^\d{12}$/.test(names) ? `arn:aws:iam::${names}:root` : (names ?? null);
}

function normaliseCondition(element: Json | undefined): Json | undefined {
  if (!isObject(element)) return element;
  return mapValues(element, (keys) =>
    isObject(keys) ? mapValues(keys, (values) => single(values) ?? values) : keys,
  );
}

function mapValues(object: JsonObject, map: (value: Json) => Json): JsonObject {
  return Object.fromEntries(Object.entries(object).map(([key, value]) => [key, map(value)]));
}

function single(element: Json | undefined): Json | undefined {
  return Array.isArray(element) && element.length === 1 ? (element as readonly Json[])[0] : element;
}

function defined(members: Readonly<Record<string, Json | undefined>>): JsonObject {
  return Object.fromEntries(
    Object.entries(members).flatMap(([key, value]) => (value === undefined ? [] : [[key, value] as const])),
  );
}
