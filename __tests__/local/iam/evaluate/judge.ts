/** Puts one request before policies written as JSON. */
import type { JsonObject } from '../../../../src/json.ts';
import type { AccessRequest, ConditionContext, Principal, Session } from '../../../../src/local/cloud.ts';
import { buildContext } from '../../../../src/local/iam/evaluate/context.ts';
import { decide } from '../../../../src/local/iam/evaluate/decide.ts';
import { describeDenial } from '../../../../src/local/iam/evaluate/denial.ts';
import { parsePolicy, type Policy } from '../../../../src/local/iam/evaluate/policy.ts';

export const account = '111111111111';
export const otherAccount = '222222222222';
export const functionArn = `arn:aws:lambda:eu-west-1:${account}:function:charge`;

const session: Session = {
  arn: `arn:aws:sts::${account}:assumed-role/worker/one`,
  roleArn: `arn:aws:iam::${account}:role/team/worker`,
  account,
  assumedRoleId: 'AROAEXAMPLEEXAMPLEEXA:one',
};

/** The pages of AWS's documentation that rows are from. */
export const pages = {
  action: 'IAM JSON policy elements: Action',
  resource: 'IAM JSON policy elements: Resource',
  principal: 'AWS JSON policy elements: Principal',
  variables: 'IAM policy elements: Variables and tags',
  operators: 'IAM JSON policy elements: Condition operators',
  sets: 'IAM user guide: Set operators for multivalued context keys',
  keys: 'IAM user guide: AWS global condition context keys',
  logic: 'IAM user guide: Policy evaluation for requests within a single account',
  crossAccount: 'IAM user guide: Cross-account policy evaluation logic',
  denials: 'IAM user guide: How AWS enforcement code logic evaluates requests to allow or deny access',
  boundaries: 'IAM user guide: Permissions boundaries for IAM entities',
  messages: 'IAM user guide: Troubleshoot access denied error messages',
  passRole: 'IAM user guide: Grant a user permissions to pass a role to an AWS service',
  trust: 'IAM user guide: Roles terms and concepts; Methods to assume a role',
  tags: 'IAM user guide: Controlling access to AWS resources using tags',
  managed: 'AWS managed policy reference guide',
  urls: 'AWS Lambda developer guide: Control access to Lambda function URLs',
  invoke: 'AWS Lambda developer guide: Viewing resource-based IAM policies in Lambda',
  github: 'GitHub Docs: OpenID Connect reference, example subject claims',
} as const;

/** The principals that requests come from. */
export const worker: Principal = { kind: 'session', session };
/** A user of the same account. */
export const ann: Principal = {
  kind: 'user',
  user: {
    arn: `arn:aws:iam::${account}:user/team/ann`,
    account,
    name: 'ann',
    id: 'AIDAEXAMPLEEXAMPLEEXA',
  },
};
export const stranger: Principal = {
  kind: 'session',
  session: {
    arn: `arn:aws:sts::${otherAccount}:assumed-role/worker/one`,
    roleArn: `arn:aws:iam::${otherAccount}:role/team/worker`,
    account: otherAccount,
    assumedRoleId: 'AROAOTHEROTHEROTHEROT:one',
  },
};
export const root: Principal = { kind: 'root', account };
export const states: Principal = { kind: 'service', service: 'states.amazonaws.com' };
export const anybody: Principal = { kind: 'anonymous' };

/** One statement, or several. */
type Statements = JsonObject | readonly JsonObject[];

export interface Hearing {
  readonly principal?: Principal;
  readonly action?: string;
  readonly resource?: string;
  readonly resourceAccount?: string;
  readonly context?: ConditionContext;
  readonly tags?: Readonly<Record<string, string>>;
  readonly identity?: Statements;
  readonly boundary?: Statements;
  readonly sessionPolicy?: Statements;
  readonly resourcePolicy?: Statements;
  readonly trust?: Statements;
  readonly version?: '2008-10-17' | '2012-10-17';
}

/** 2026-11-22T12:00:00Z, a Sunday. */
export const now = Date.UTC(2026, 10, 22, 12);

/** `allowed`, or the end of AWS's sentence that says why not. */
export function judge(hearing: Hearing): string {
  const request = requestOf(hearing);
  const { identity, boundary, sessionPolicy, trust, version } = hearing;
  const policy = (statements: Statements): Policy => policyOf(statements, version);
  const resourceStatements = trust ?? hearing.resourcePolicy;
  const principalTags = new Map(Object.entries(hearing.tags ?? {}));
  const context = buildContext({ given: hearing.context ?? {}, request, principalTags, now });
  const denial = decide(
    { request, region: 'eu-west-1', context },
    {
      identity: identity ? [policy(identity)] : [],
      limits: [
        ...(boundary ? [{ kind: 'permissions boundary', policies: [policy(boundary)] } as const] : []),
        ...(sessionPolicy ? [{ kind: 'session policy', policies: [policy(sessionPolicy)] } as const] : []),
      ],
      ...(resourceStatements && {
        resource: {
          kind: trust ? 'role trust policy' : 'resource-based policy',
          policy: policy(resourceStatements),
        },
      }),
    },
  );
  return denial ? describeDenial(request, denial).replace(/^.* on resource: \S+ /, '') : 'allowed';
}

export function requestOf(hearing: Hearing): AccessRequest {
  return {
    principal: hearing.principal ?? worker,
    action: hearing.action ?? 'lambda:InvokeFunction',
    resource: hearing.resource ?? functionArn,
    resourceAccount: hearing.resourceAccount ?? account,
  };
}

function policyOf(statements: Statements, version: Hearing['version'] = '2012-10-17'): Policy {
  return parsePolicy({ Version: version, Statement: statements });
}

/** A statement that allows everything, but for what is given. */
export function allow(elements: JsonObject = {}): JsonObject {
  return statement('Allow', elements);
}

export function deny(elements: JsonObject = {}): JsonObject {
  return statement('Deny', elements);
}

function statement(effect: 'Allow' | 'Deny', elements: JsonObject): JsonObject {
  return {
    Effect: effect,
    ...('NotAction' in elements ? {} : { Action: '*' }),
    ...('NotResource' in elements ? {} : { Resource: '*' }),
    ...elements,
  };
}

/** What `judge` says where no policy of a kind allows. */
export function lacking(kind: string, action = 'lambda:InvokeFunction'): string {
  return `because no ${kind} allows the ${action} action`;
}
