/** The shortest time that a first deploy can take: its call graph, each call as long as the log says, at AWS's rates. */
import type { LoggedCall } from './control.ts';
import { typicalMs } from './calls.ts';

/** Lambda's control plane: so many requests within any second, but for GetFunction (Lambda quotas). */
const countedPerSecond = 15;

/**
 * identify → read → roles → propagation → create → Active → state machine → aliases → the machine's alias, for
 * functions without URLs. Milliseconds. Nothing is counted that a deploy could do without or at the same time.
 */
export function boundOfFirstDeploy(
  calls: readonly LoggedCall[],
  { functions, propagationMs }: { readonly functions: number; readonly propagationMs: number },
): number {
  const typical = (operation: string): number => typicalMs(calls, operation);
  const lambda = new Pace(countedPerSecond);
  const rolesMade = typical('GetCallerIdentity') + typical('GetFunction') + typical('CreateRole');
  const usable = rolesMade + Math.max(typical('PutRolePolicy'), propagationMs);
  const created = lambda.burst(functions, usable) + typical('CreateFunction');
  const machine = created + typical('GetFunction') + typical('CreateStateMachine');
  const promoted = lambda.burst(functions, machine) + typical('CreateAlias');
  return promoted + typical('CreateStateMachineAlias');
}

/** Requests at the highest rate that is allowed. */
class Pace {
  private readonly starts: number[] = [];
  private readonly perSecond: number;

  constructor(perSecond: number) {
    this.perSecond = perSecond;
  }

  /** When the last of so many requests can begin, none of them before `from`. */
  burst(requests: number, from: number): number {
    let last = from;
    for (let sent = 0; sent < requests; sent += 1) {
      const freed = (this.starts.at(-this.perSecond) ?? -Infinity) + 1_000;
      last = Math.max(last, freed);
      this.starts.push(last);
    }
    return last;
  }
}
