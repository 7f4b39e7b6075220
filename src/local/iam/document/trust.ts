/** Trust policies: who may assume a role, with the refusals of IAM. */
import { isObject, type Json, type JsonObject } from '../../../json.ts';
import { parsePolicy } from '../evaluate/policy.ts';
import { conditionFault } from './conditions.ts';
import { malformed, parseObject, statementsOf, textsOf, type PolicyDocument } from './document.ts';
import { normaliseTrustPolicy } from './normalise.ts';

/** Whether a role that a policy names is there: IAM refuses principals that do not exist. */
export type RoleExists = (arn: string) => boolean;

/** Takes a trust policy in, in the form that IAM gives it. Throws MalformedPolicyDocument. */
export function acceptTrustPolicy(text: string, roleExists: RoleExists): PolicyDocument {
  const document = parseObject(text);
  if (!document) throw malformed('This policy contains invalid Json');
  const fault = documentFault(document, roleExists);
  if (fault) throw malformed(fault);
  const normalised = normaliseTrustPolicy(document);
  return { text: JSON.stringify(normalised), policy: parsePolicy(normalised) };
}

const documentFields = new Set(['Version', 'Id', 'Statement']);
const statementFields = new Set([
  ...['Sid', 'Effect', 'Principal', 'NotPrincipal', 'Action', 'NotAction', 'Condition'],
]);

function documentFault(document: JsonObject, roleExists: RoleExists): string | undefined {
  const version = document.Version ?? '2008-10-17';
  const statements = statementsOf(document);
  const unknown = Object.keys(document).find((field) => !documentFields.has(field));
  if (unknown !== undefined) return `Unknown field ${unknown}`;
  if (version !== '2008-10-17' && version !== '2012-10-17') return syntaxErrors;
  if (!statements) return syntaxErrors;
  if (statements.length === 0) return 'Missing required field Statement';
  return statements.map((statement) => statementFault(statement, roleExists)).find(Boolean);
}

const syntaxErrors = 'Syntax errors in policy.';

function statementFault(statement: JsonObject, roleExists: RoleExists): string | undefined {
  return fieldFault(statement) ?? actionFault(statement) ?? principalFault(statement, roleExists);
}

function fieldFault(statement: JsonObject): string | undefined {
  const fields = Object.keys(statement);
  const prohibited = fields.find((field) => field === 'Resource' || field === 'NotResource');
  if (prohibited) return `Has prohibited field ${prohibited}`;
  const unknown = fields.find((field) => !statementFields.has(field));
  if (unknown !== undefined) return `Unknown field ${unknown}`;
  const missing = ['Effect', 'Principal', 'Action'].find(
    (field) => !(field in statement || `Not${field}` in statement),
  );
  if (missing) return `Missing required field ${missing}`;
  const { Effect, Condition } = statement;
  if (Effect !== 'Allow' && Effect !== 'Deny') return syntaxErrors;
  const operator = conditionFault(Condition);
  if (operator === undefined) return undefined;
  return operator === '' ? syntaxErrors : `Invalid Condition type : ${operator}.`;
}

function actionFault({ Action, NotAction }: JsonObject): string | undefined {
  const actions = textsOf(Action ?? NotAction);
  if (!actions || actions.length === 0) return syntaxErrors;
  const assumes = actions.every((action) => /^sts:/i.test(action));
  return assumes ? undefined : 'AssumeRole policy may only specify STS AssumeRole actions.';
}

function principalFault(statement: JsonObject, roleExists: RoleExists): string | undefined {
  const element = statement.Principal ?? statement.NotPrincipal;
  if (element === '*') return undefined;
  if (!isObject(element) || Object.keys(element).length === 0) return 'Invalid principal in policy.';
  return Object.entries(element)
    .map(([kind, names]) => kindFault(kind, names, roleExists))
    .find(Boolean);
}

function kindFault(kind: string, names: Json, roleExists: RoleExists): string | undefined {
  const valid = kinds[kind];
  const texts = textsOf(names);
  if (!valid || !texts || texts.length === 0) return 'Invalid principal in policy.';
  const fault = texts.find((name) => !valid(name, roleExists));
  return fault === undefined ? undefined : `Invalid principal in policy: "${kind.toUpperCase()}":"${fault}"`;
}

const kinds: Readonly<Record<string, (name: string, roleExists: RoleExists) => boolean>> = {
  AWS: isAwsPrincipal,
  Service: (name) => /^[a-z0-9.-]+\.(amazonaws\.com(\.cn)?|amazon\.com|aws\.internal)$/.test(name),
  Federated: (name) => name !== '',
  CanonicalUser: (name) => name !== '',
};

/** An account, everyone, a unique id, or an ARN of IAM or STS; a role must be there. */
function isAwsPrincipal(name: string, roleExists: RoleExists): boolean {
  if (name === '*' || /^\d{12}$/.test(name) || /^A(ROA|IDA)[A-Z0-9]{12,}$/.test(name)) return true;
  if (
    !/^arn:aws[a-z-]*:(iam|sts)::\d{12}:(root|user\/.|role\/.|assumed-role\/.+\/.|federated-user\/.)/.test(
      name,
    )
  ) {
    return false;
  }
  return !name.includes(':role/') || roleExists(name);
}
