/** Identity policies: inline and managed ones, with the refusals of IAM. */
import { isObject, type JsonObject } from '../../../json.ts';
import { parsePolicy } from '../evaluate/policy.ts';
import { conditionFault } from './conditions.ts';
import { malformed, parseObject, statementsOf, textsOf, type PolicyDocument } from './document.ts';

/** Takes an inline policy in. Throws MalformedPolicyDocument. */
export function acceptInlinePolicy(text: string): PolicyDocument {
  const document = parseObject(text);
  if (!document || !isWellFormed(document)) throw malformed('Syntax errors in policy.');
  const statements = statementsOf(document) ?? [];
  for (const statement of statements) {
    const fault = faultOf(statement);
    if (fault) throw malformed(fault);
  }
  const sids = statements.flatMap(({ Sid }) => (Sid === undefined || Sid === '' ? [] : [Sid]));
  if (new Set(sids).size < sids.length) {
    throw malformed('Statement IDs (SID) in a single policy must be unique.');
  }
  return { text, policy: parsePolicy(document) };
}

/** Takes a managed policy in: these came with the second version of the language and must say so. */
export function acceptManagedPolicy(text: string): PolicyDocument {
  const accepted = acceptInlinePolicy(text);
  if (parseObject(text)?.Version !== '2012-10-17') {
    throw malformed('Policy document must be version 2012-10-17 or greater.');
  }
  return accepted;
}

const documentFields = new Set(['Version', 'Id', 'Statement']);
const statementFields = new Set([
  ...['Sid', 'Effect', 'Principal', 'NotPrincipal', 'Action', 'NotAction', 'Resource', 'NotResource'],
  'Condition',
]);

function isWellFormed(document: JsonObject): boolean {
  const version = document.Version ?? '2008-10-17';
  const statements = statementsOf(document);
  return (
    Object.keys(document).every((field) => documentFields.has(field)) &&
    (version === '2008-10-17' || version === '2012-10-17') &&
    statements !== undefined &&
    statements.length > 0 &&
    statements.every(isWellFormedStatement)
  );
}

function isWellFormedStatement(statement: JsonObject): boolean {
  const { Sid, Effect, Action, NotAction, Resource, NotResource, Condition } = statement;
  return (
    Object.keys(statement).every((field) => statementFields.has(field)) &&
    (Sid === undefined || typeof Sid === 'string') &&
    (Effect === 'Allow' || Effect === 'Deny') &&
    [Action, NotAction, Resource, NotResource].every((element) => textsOf(element) !== undefined) &&
    (Action === undefined || NotAction === undefined) &&
    (Resource === undefined || NotResource === undefined) &&
    (Condition === undefined || isObject(Condition)) &&
    conditionFault(Condition) === undefined
  );
}

function faultOf(statement: JsonObject): string | undefined {
  const { Sid, Principal, NotPrincipal, Action, NotAction, Resource, NotResource } = statement;
  const actions = textsOf(Action ?? NotAction) ?? [];
  const resources = textsOf(Resource ?? NotResource) ?? [];
  if (Principal !== undefined || NotPrincipal !== undefined) {
    return 'Policy document should not specify a principal.';
  }
  if (actions.length === 0) return 'Policy statement must contain actions.';
  if (resources.length === 0) return 'Policy statement must contain resources.';
  return sidFault(Sid) ?? first(actions, actionFault) ?? first(resources, resourceFault);
}

function first(texts: readonly string[], fault: (text: string) => string | undefined): string | undefined {
  return texts.map(fault).find((found) => found !== undefined);
}

function sidFault(sid: JsonObject[string] | undefined): string | undefined {
  if (typeof sid !== 'string' || /^[0-9A-Za-z]*$/.test(sid)) return undefined;
  return 'Statement IDs (SID) must be alpha-numeric. Check that your input satisfies the regular expression [0-9A-Za-z]*';
}

function actionFault(action: string): string | undefined {
  if (action === '*') return undefined;
  const [vendor = '', name, ...more] = action.split(':');
  if (name === undefined || vendor === '') {
    return 'Actions/Conditions must be prefaced by a vendor, e.g., iam, sdb, ec2, etc.';
  }
  if (more.length > 0) return 'Actions/Condition can contain only one colon.';
  return /^[\w.-]+$/.test(vendor) ? undefined : `Vendor ${vendor} is not valid`;
}

function resourceFault(resource: string): string | undefined {
  if (resource === '*') return undefined;
  const [scheme, partition = '', vendor] = resource.split(':');
  if (scheme !== 'arn') return `Resource ${resource} must be in ARN format or "*".`;
  if (!/^(aws(-[a-z-]+)?|\*)$/.test(partition)) {
    return `Partition "${partition}" is not valid for resource "${resource}".`;
  }
  if (vendor === undefined || !/^[\w-]+$/.test(vendor)) {
    return 'Resource vendor must be fully qualified and cannot contain regexes.';
  }
  return undefined;
}
