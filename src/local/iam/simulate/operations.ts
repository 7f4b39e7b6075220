/** SimulateCustomPolicy and SimulatePrincipalPolicy, and which context they need: GetContextKeysFor… */
import type {
  GetContextKeysForCustomPolicyRequest,
  GetContextKeysForPolicyResponse,
  GetContextKeysForPrincipalPolicyRequest,
  SimulateCustomPolicyRequest,
  SimulatePolicyResponse,
  SimulatePrincipalPolicyRequest,
} from '@aws-sdk/client-iam';
import type { Caller } from '../../caller.ts';
import type { ConditionContext, Principal } from '../../cloud.ts';
import { AwsError } from '../../errors.ts';
import { operation, type Call, type Wire } from '../../service.ts';
import type { IamBackend } from '../backend.ts';
import { validationError } from '../errors.ts';
import { listed, required } from '../input.ts';
import { pageOf } from '../page.ts';
import { contextKeysOf } from './context-keys.ts';
import { simulate, type Simulation, type Source } from './simulation.ts';
import { inputSources, ownBoundary, ownSources, resourceSource, simulatedBy } from './sources.ts';

type Asked = Wire<Omit<SimulateCustomPolicyRequest, 'PolicyInputList'>>;

export const simulateCustomPolicy = operation(
  (
    backend: IamBackend,
    { input, caller }: Call<Wire<SimulateCustomPolicyRequest>>,
  ): SimulatePolicyResponse => {
    refuse('OrderedOrganizationPolicyInputList', input.OrderedOrganizationPolicyInputList);
    return answer(input, {
      principal: callerIn(backend, caller, input.CallerArn),
      principalTags: new Map(),
      identity: inputSources('PolicyInputList', listed(input.PolicyInputList)),
      boundary: boundaryOf(input),
      ...common(backend, caller, input),
    });
  },
);

export const simulatePrincipalPolicy = operation(
  (
    backend: IamBackend,
    { input, caller }: Call<Wire<SimulatePrincipalPolicyRequest>>,
  ): SimulatePolicyResponse => {
    refuse('PolicyExclusionList', input.PolicyExclusionList);
    const account = backend.account(caller.account);
    const simulated = simulatedBy(account, required('policySourceArn', input.PolicySourceArn));
    const results = answer(input, {
      principal: callerIn(backend, caller, input.CallerArn) ?? simulated.principal,
      principalTags: simulated.entity.tags,
      identity: [
        ...ownSources(account, simulated),
        ...inputSources('PolicyInputList', listed(input.PolicyInputList)),
      ],
      boundary: boundaryOf(input) ?? ownBoundary(account, simulated),
      ...common(backend, caller, input),
    });
    // No organization bounds an account here.
    const detail = { OrganizationsDecisionDetail: { AllowedByOrganizations: true } };
    return {
      ...results,
      EvaluationResults: results.EvaluationResults?.map((result) => ({ ...result, ...detail })),
    };
  },
);

export const getContextKeysForCustomPolicy = operation(
  (
    _backend: IamBackend,
    { input }: Call<Wire<GetContextKeysForCustomPolicyRequest>>,
  ): GetContextKeysForPolicyResponse =>
    keysOf(inputSources('PolicyInputList', listed(input.PolicyInputList))),
);

export const getContextKeysForPrincipalPolicy = operation(
  (
    backend: IamBackend,
    { input, caller }: Call<Wire<GetContextKeysForPrincipalPolicyRequest>>,
  ): GetContextKeysForPolicyResponse => {
    const account = backend.account(caller.account);
    const simulated = simulatedBy(account, required('policySourceArn', input.PolicySourceArn));
    return keysOf([
      ...ownSources(account, simulated),
      ...inputSources('PolicyInputList', listed(input.PolicyInputList)),
    ]);
  },
);

function keysOf(sources: readonly Source[]): GetContextKeysForPolicyResponse {
  return { ContextKeyNames: [...contextKeysOf(sources.map(({ document }) => document.policy))] };
}

/** Every action on every resource, in pages. */
function answer(input: Asked, simulation: Simulation): SimulatePolicyResponse {
  const actions = listed(input.ActionNames);
  if (actions.length === 0) throw validationError('ActionNames is missing');
  const resources = listed(input.ResourceArns);
  const results = actions.flatMap((action) =>
    (resources.length === 0 ? ['*'] : resources).map((resource) => simulate(simulation, action, resource)),
  );
  const { items, rest } = pageOf(results, input);
  return { EvaluationResults: [...items], ...rest };
}

function common(
  { cloud }: IamBackend,
  caller: Caller,
  input: Asked,
): Pick<Simulation, 'resourcePolicy' | 'owner' | 'given' | 'now'> {
  const { ResourcePolicy, ResourceOwner } = input;
  return {
    resourcePolicy: ResourcePolicy === undefined ? undefined : resourceSource(ResourcePolicy),
    // The account, or the ARN of its root.
    owner: /\d{12}/.exec(ResourceOwner ?? '')?.[0] ?? caller.account,
    given: contextOf(input),
    now: cloud.clock.now(),
  };
}

function contextOf({ ContextEntries }: Asked): ConditionContext {
  return Object.fromEntries(
    listed(ContextEntries).map(({ ContextKeyName = '', ContextKeyValues }) => [
      ContextKeyName,
      [...listed(ContextKeyValues)],
    ]),
  );
}

function boundaryOf({ PermissionsBoundaryPolicyInputList }: Asked): Source | undefined {
  return inputSources('PermissionsBoundaryPolicyInputList', listed(PermissionsBoundaryPolicyInputList))[0];
}

/** Whoever would ask, where that is told. */
function callerIn(backend: IamBackend, { account }: Caller, arn: string | undefined): Principal | undefined {
  return arn === undefined ? undefined : simulatedBy(backend.account(account), arn).principal;
}

function refuse(member: string, value: unknown): void {
  if (value === undefined) return;
  throw new AwsError('NotImplemented', `The embedded AWS simulates without ${member}`, 501);
}
