/** The control address of an embedded AWS: its faults, its log of calls, its propagation time. */
import { setTimeout as sleep } from 'node:timers/promises';
import type { LoggedCall } from '../../src/local/faults/call-log.ts';
import type { Fault } from '../../src/local/faults/fault.ts';

export type { Fault, LoggedCall };

export interface FaultState {
  readonly seen: number;
  readonly strikes: number;
  readonly holding: number;
}

export class Control {
  private readonly address: string;

  constructor(endpoint: string) {
    this.address = `${endpoint}/_stepline`;
  }

  async arm(...faults: readonly Fault[]): Promise<void> {
    await this.send('PUT', 'faults', { faults });
  }

  async disarm(): Promise<void> {
    await this.send('DELETE', 'faults');
  }

  async states(): Promise<readonly (Fault & FaultState)[]> {
    const { faults } = (await this.send('GET', 'faults')) as { faults: (Fault & FaultState)[] };
    return faults;
  }

  /** Resolves when the fault has struck; rejects when the signal aborts. */
  async struck(index = 0, signal?: AbortSignal): Promise<void> {
    await this.send('GET', `faults/${index}/strike`, undefined, signal);
  }

  async release(index = 0): Promise<void> {
    await this.send('DELETE', `faults/${index}/hold`);
  }

  /** The calls since they were last forgotten. Waits until none is under way: a client may be gone before its call is. */
  async calls(): Promise<readonly LoggedCall[]> {
    for (;;) {
      const { calls } = (await this.send('GET', 'calls')) as { calls: LoggedCall[] };
      if (calls.every(({ endedAt }) => endedAt !== undefined)) return calls;
      await sleep(5);
    }
  }

  async forgetCalls(): Promise<void> {
    await this.send('DELETE', 'calls');
  }

  async propagation(ms: number): Promise<void> {
    await this.send('PUT', 'propagation', { ms });
  }

  /** A mock configuration of Step Functions Local's. */
  async mock(configuration: object): Promise<void> {
    await this.send('PUT', 'mocks', configuration);
  }

  private async send(method: string, path: string, body?: object, signal?: AbortSignal): Promise<unknown> {
    const answer = await fetch(`${this.address}/${path}`, {
      method,
      ...(body && { body: JSON.stringify(body), headers: { 'content-type': 'application/json' } }),
      ...(signal && { signal }),
    });
    if (!answer.ok) throw new Error(`${method} ${path}: ${answer.status} ${await answer.text()}`);
    return answer.json();
  }
}

/** Whether a call changes something, by its operation's name: Invoke and AssumeRole act, but change nothing. */
export function isWrite({ operation }: Pick<LoggedCall, 'operation'>): boolean {
  return !/^(Get|List|Describe|Filter|Validate|Invoke|AssumeRole)/.test(operation);
}
