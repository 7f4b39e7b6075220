/**
 * Everything in an endpoint in a canonical form, read through its API: two endpoints are in the same state when their
 * dumps are equal. Left out is what differs between two runs that end alike: times, revisions, ports, and the numbers
 * of versions - a version stands for what it holds.
 */
import type { Json, JsonObject } from '../../../src/json.ts';
import type { Clients } from '../clients.ts';
import { dumpFunctions } from './functions.ts';
import { dumpLogGroups } from './log-groups.ts';
import { dumpRoles } from './roles.ts';
import { dumpStateMachines } from './state-machines.ts';

export interface Dump {
  readonly roles: JsonObject;
  readonly functions: JsonObject;
  readonly stateMachines: JsonObject;
  readonly logGroups: JsonObject;
}

export async function dump(clients: Clients): Promise<Dump> {
  const { functions, contents } = await dumpFunctions(clients.lambda);
  const [roles, stateMachines, logGroups] = await Promise.all([
    dumpRoles(clients.iam),
    dumpStateMachines(clients.sfn, contents),
    dumpLogGroups(clients.logs),
  ]);
  return plain({ roles, functions, stateMachines, logGroups });
}

/** As JSON would carry it: without what is undefined. */
export function plain<T extends Json>(value: T): T {
  return JSON.parse(JSON.stringify(value)) as T;
}
