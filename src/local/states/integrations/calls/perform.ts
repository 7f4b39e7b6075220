/** Makes a state's call of a service: as the execution's role, where the service is. */
import { randomUUID } from 'node:crypto';
import type { Cloud } from '../../../cloud.ts';
import type { Task } from '../integration.ts';
import { ServiceRefusal, type Connection, type ServiceAnswer, type ServiceCall } from './call.ts';
import { callJson } from './json.ts';
import { asksOf } from './resources.ts';
import { callBySdk } from './sdk-clients.ts';
import { findService, serviceName, type SdkService } from './services.ts';
import { callSns } from './sns.ts';

/** What a call needs of its task. */
export type Caller = Pick<Task, 'backend' | 'home' | 'session' | 'signal'>;

/** Where requests for the service go: to the address that was given for it, or to this endpoint, if it plays the service. */
export function endpointOf(cloud: Cloud, { name, signingName }: SdkService): string | undefined {
  return givenEndpoint(cloud, name) ?? (cloud.has(signingName) ? cloud.endpoint : undefined);
}

/** The address that was given for a service; undefined for one that is not elsewhere. */
export function givenEndpoint({ options }: Cloud, name: string): string | undefined {
  return Object.entries(options.endpoints).find(([id]) => serviceName(id) === name)?.[1];
}

/** Undefined where the service cannot be called: its protocol is not spoken, or nobody plays it. */
export function reachable(cloud: Cloud, name: string): SdkService | undefined {
  const service = findService(name);
  return service && endpointOf(cloud, service) !== undefined ? service : undefined;
}

/** Rejects with ServiceRefusal (IAM's as well), Unreachable, or the signal's reason. */
export async function performCall(caller: Caller, call: ServiceCall): Promise<ServiceAnswer> {
  const { backend, home, signal } = caller;
  const { cloud } = backend;
  const endpoint = endpointOf(cloud, call.service);
  if (endpoint === undefined) throw new Error(`Nobody plays ${call.service.name}`);
  const session = caller.session();
  // Who may do what with roles and functions only these services themselves can tell: a name is not yet an ARN.
  if (!isAsked(call.service, cloud)) requireAllowed(caller, call);
  const connection = {
    endpoint,
    region: home.region,
    credentials: cloud.iam.issueCredentials(session),
    signal,
  };
  return speak(call, connection);
}

const asking = new Set(['iam', 'lambda', 'sts']);

/** Whether the service is this endpoint's, and asks IAM about what it knows best. */
function isAsked({ name }: SdkService, cloud: Cloud): boolean {
  return asking.has(name) && givenEndpoint(cloud, name) === undefined;
}

function speak(call: ServiceCall, connection: Connection): Promise<ServiceAnswer> {
  const { protocol } = call.service;
  if (protocol.kind === 'json') return callJson(call, protocol, connection);
  return protocol.kind === 'sdk' ? callBySdk(call, connection) : callSns(call, connection);
}

/** Services elsewhere know nothing of this endpoint's roles. */
function requireAllowed({ backend, home, session }: Caller, call: ServiceCall): void {
  const acting = session();
  for (const { action, resource, context } of asksOf(call, { ...home, account: acting.account })) {
    const decision = backend.cloud.iam.authorize({
      principal: { kind: 'session', session: acting },
      action,
      resource,
      context,
      resourceAccount: acting.account,
    });
    if (decision.allowed) continue;
    const { message } = decision;
    throw new ServiceRefusal({
      code: 'AccessDeniedException',
      message,
      status: 403,
      requestId: randomUUID(),
    });
  }
}
