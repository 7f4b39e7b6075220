/** A policy document in the form that is evaluated: every element a list, every default filled in. */
import { isObject, type Json, type JsonObject } from '../../../json.ts';

export interface Policy {
  readonly statements: readonly Statement[];
}

export interface Statement {
  readonly effect: 'Allow' | 'Deny';
  /** Resource and trust policies have it, identity policies do not. */
  readonly principal?: PrincipalElement;
  readonly action: Selector;
  /** Trust policies have none: they are about the role that carries them. */
  readonly resource?: Selector;
  readonly conditions: readonly Condition[];
  /** `${aws:…}` is replaced since version 2012-10-17; before, it was ordinary text. */
  readonly variables: boolean;
}

/** `Action` or `NotAction`, `Resource` or `NotResource`. */
export interface Selector {
  readonly negated: boolean;
  readonly patterns: readonly string[];
}

export interface PrincipalElement {
  readonly negated: boolean;
  /** `Principal: "*"`. */
  readonly everyone: boolean;
  readonly aws: readonly string[];
  readonly service: readonly string[];
}

/** One key of one operator: `"ForAnyValue:StringLikeIfExists": { "aws:TagKeys": ["a*"] }`. */
export interface Condition {
  readonly quantifier?: 'ForAllValues' | 'ForAnyValue';
  readonly operator: string;
  readonly ifExists: boolean;
  readonly key: string;
  readonly values: readonly string[];
}

/** Reads a document that IAM (or a service, for a resource policy) has accepted before. */
export function parsePolicy(document: JsonObject): Policy {
  const variables = document.Version === '2012-10-17';
  return {
    statements: listOf(document.Statement)
      .filter(isObject)
      .map((statement) => parseStatement(statement, variables)),
  };
}

function parseStatement(statement: JsonObject, variables: boolean): Statement {
  const principal = parsePrincipal(statement);
  const resource = parseSelector(statement, 'Resource');
  return {
    effect: statement.Effect === 'Allow' ? 'Allow' : 'Deny',
    ...(principal && { principal }),
    action: parseSelector(statement, 'Action') ?? { negated: false, patterns: [] },
    ...(resource && { resource }),
    conditions: parseConditions(statement.Condition),
    variables,
  };
}

function parseSelector(statement: JsonObject, name: string): Selector | undefined {
  const negated = `Not${name}` in statement;
  const element = statement[negated ? `Not${name}` : name];
  return element === undefined ? undefined : { negated, patterns: textsOf(element) };
}

function parsePrincipal(statement: JsonObject): PrincipalElement | undefined {
  const negated = 'NotPrincipal' in statement;
  const element = statement[negated ? 'NotPrincipal' : 'Principal'];
  if (element === undefined) return undefined;
  if (!isObject(element)) return { negated, everyone: element === '*', aws: [], service: [] };
  const aws = textsOf(element.AWS);
  return { negated, everyone: aws.includes('*'), aws, service: textsOf(element.Service) };
}

function parseConditions(element: Json | undefined): Condition[] {
  if (!isObject(element)) return [];
  return Object.entries(element).flatMap(([operator, keys]) =>
    Object.entries(isObject(keys) ? keys : {}).map(([key, values]) => ({
      ...parseOperator(operator),
      key,
      values: textsOf(values),
    })),
  );
}

function parseOperator(text: string): Pick<Condition, 'quantifier' | 'operator' | 'ifExists'> {
  const [, quantifier, operator = text, ifExists] =
    /^(?:(ForAllValues|ForAnyValue):)?(\w+?)(IfExists)?$/i.exec(text) ?? [];
  return {
    ...(quantifier && { quantifier: /all/i.test(quantifier) ? 'ForAllValues' : 'ForAnyValue' }),
    operator,
    ifExists: ifExists !== undefined,
  };
}

function listOf(element: Json | undefined): readonly Json[] {
  if (element === undefined) return [];
  return Array.isArray(element) ? (element as readonly Json[]) : [element];
}

/** Scalars as text: a policy may say `true` or `5` for "true" or "5". */
function textsOf(element: Json | undefined): string[] {
  return listOf(element).map((value) => (typeof value === 'string' ? value : JSON.stringify(value)));
}
