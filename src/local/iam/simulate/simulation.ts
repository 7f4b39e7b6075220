/** What would become of a request: decided as requests are, with the statements that decided. */
import type { EvaluationResult, PolicyEvaluationDecisionType, Statement } from '@aws-sdk/client-iam';
import type { ConditionContext, Principal } from '../../cloud.ts';
import type { PolicyDocument } from '../document/document.ts';
import { buildContext } from '../evaluate/context.ts';
import { decide } from '../evaluate/decide.ts';
import type { Denial } from '../evaluate/denial.ts';
import { covers, type Inquiry } from '../evaluate/statement.ts';
import { contextKeysOf } from './context-keys.ts';
import { statementSpans } from './positions.ts';

/** A policy that takes part, under the name that results give it. */
export interface Source {
  readonly id: string;
  readonly type: 'IAM Policy' | 'Permissions Boundary Policy' | 'Resource Policy';
  readonly document: PolicyDocument;
}

export interface Simulation {
  /** Undefined for somebody without a name, whose policies the others are. */
  readonly principal?: Principal | undefined;
  readonly principalTags: ReadonlyMap<string, string>;
  readonly identity: readonly Source[];
  readonly boundary?: Source | undefined;
  readonly resourcePolicy?: Source | undefined;
  /** The account of resources whose ARN tells none. */
  readonly owner: string;
  readonly given: ConditionContext;
  /** Milliseconds since 1970-01-01T00:00:00Z. */
  readonly now: number;
}

/** One action on one resource (`*`: on none in particular). */
export function simulate(simulation: Simulation, action: string, resource: string): EvaluationResult {
  const { identity, boundary, resourcePolicy } = simulation;
  const inquiry = inquire(simulation, action, resource);
  const denial = decide(inquiry, {
    identity: identity.map(policyOf),
    limits: boundary ? [{ kind: 'permissions boundary', policies: [policyOf(boundary)] }] : [],
    ...(resourcePolicy && { resource: { kind: 'resource-based policy', policy: policyOf(resourcePolicy) } }),
  });
  const decision = decisionOf(denial);
  const statements = matched(simulation, inquiry, decision);
  const missing = missingFrom(simulation, inquiry);
  const bounded = boundary && {
    PermissionsBoundaryDecisionDetail: { AllowedByPermissionsBoundary: isWithin(boundary, inquiry) },
  };
  const one = { MatchedStatements: statements, ...bounded };
  return {
    EvalActionName: action,
    EvalResourceName: resource,
    EvalDecision: decision,
    EvalDecisionDetails: {},
    ...one,
    MissingContextValues: resource === '*' ? missing : [],
    ...(resource !== '*' && {
      ResourceSpecificResults: [
        { EvalResourceName: resource, EvalResourceDecision: decision, ...one, MissingContextValues: missing },
      ],
    }),
  };
}

function inquire(simulation: Simulation, action: string, resource: string): Inquiry {
  const { principalTags, given, now, owner } = simulation;
  const [, , , region = '', account = ''] = resource.split(':');
  const resourceAccount = account === '' ? owner : account;
  const request = { principal: simulation.principal ?? somebody(owner), action, resource, resourceAccount };
  const speaker = { ...request, principal: simulation.principal ?? { kind: 'anonymous' as const } };
  const context = buildContext({ given, request: speaker, principalTags, now });
  return { request, region, context };
}

function somebody(account: string): Principal {
  return { kind: 'user', user: { arn: '', account, name: '', id: '' } };
}

function decisionOf(denial: Denial | undefined): PolicyEvaluationDecisionType {
  if (!denial) return 'allowed';
  return denial.explicit ? 'explicitDeny' : 'implicitDeny';
}

/** The statements that allow, or those that deny; none is needed for a denial that nobody speaks against. */
function matched(
  { identity, boundary, resourcePolicy }: Simulation,
  inquiry: Inquiry,
  decision: PolicyEvaluationDecisionType,
): Statement[] {
  if (decision === 'implicitDeny') return [];
  const effect = decision === 'allowed' ? 'Allow' : 'Deny';
  // A boundary allows nothing by itself.
  const limits = boundary && effect === 'Deny' ? [boundary] : [];
  const sources = [...identity, ...limits, ...(resourcePolicy ? [resourcePolicy] : [])];
  return sources.flatMap((source) => speaking(source, effect, inquiry));
}

function speaking({ id, type, document }: Source, effect: 'Allow' | 'Deny', inquiry: Inquiry): Statement[] {
  const spans = statementSpans(document.text);
  return document.policy.statements.flatMap((statement, index) =>
    statement.effect === effect && covers(statement, inquiry)
      ? [
          {
            SourcePolicyId: id,
            // What AWS answers is none of the values that its model lists.
            SourcePolicyType: type as Statement['SourcePolicyType'],
            StartPosition: spans[index]?.start,
            EndPosition: spans[index]?.end,
          },
        ]
      : [],
  );
}

function isWithin({ document }: Source, inquiry: Inquiry): boolean {
  const speaks = (effect: 'Allow' | 'Deny'): boolean =>
    document.policy.statements.some((statement) => statement.effect === effect && covers(statement, inquiry));
  return speaks('Allow') && !speaks('Deny');
}

function missingFrom({ identity, boundary, resourcePolicy }: Simulation, { context }: Inquiry): string[] {
  const sources = [...identity, boundary, resourcePolicy].filter((source) => source !== undefined);
  return contextKeysOf(sources.map(policyOf)).filter((key) => context(key) === undefined);
}

function policyOf({ document }: Source): PolicyDocument['policy'] {
  return document.policy;
}
