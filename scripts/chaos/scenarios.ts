/** What is disturbed, and how. */
import type { Fault } from '../../src/local/faults/fault.ts';
import type { Command } from './commands.ts';

export interface Scenario {
  readonly before: readonly Command[];
  /** What is disturbed. */
  readonly act: Command;
  /** What comes next, undisturbed, and has to lead to where an undisturbed run leads; default: `act` again. */
  readonly next?: Command;
}

export type ScenarioName = 'first deploy' | 'update' | 'run' | 'failing run' | 'destroy';

const deployBefore: Command = { verb: 'deploy', workflow: 'before' };

const deployAfter: Command = { verb: 'deploy', workflow: 'after' };

export const scenarios: Readonly<Record<ScenarioName, Scenario>> = {
  'first deploy': { before: [], act: deployBefore },
  update: { before: [deployBefore], act: deployAfter },
  run: { before: [deployBefore], act: { verb: 'run', workflow: 'after' } },
  'failing run': { before: [deployBefore], act: { verb: 'run', workflow: 'broken' }, next: deployAfter },
  destroy: { before: [deployBefore], act: { verb: 'destroy', workflow: 'before' } },
};

export interface Disturbance {
  /** What happens at the k-th call, from one. */
  readonly at: (k: number) => Fault;
  /** When the call has been struck, the process that made it is killed. */
  readonly kills?: boolean;
  /** The endpoint answers nothing any more: what has been begun cannot be taken back. */
  readonly lasting?: boolean;
}

export const disturbances = {
  'error 500': { at: (call) => ({ effect: 'error', call }) },
  throttle: { at: (call) => ({ effect: 'throttle', call }) },
  'drop before': { at: (call) => ({ effect: 'drop', when: 'before', call }) },
  'drop after': { at: (call) => ({ effect: 'drop', when: 'after', call }) },
  'kill before': { at: (call) => ({ effect: 'hold', when: 'before', call }), kills: true },
  'kill after': { at: (call) => ({ effect: 'hold', when: 'after', call }), kills: true },
  outage: { at: (from) => ({ effect: 'error', from }), lasting: true },
} as const satisfies Record<string, Disturbance>;

export type DisturbanceName = keyof typeof disturbances;

export interface Case {
  readonly scenario: ScenarioName;
  readonly disturbance: DisturbanceName;
  /** Index of the call, from one. */
  readonly k: number;
}

export function nameOf({ scenario, disturbance, k }: Case): string {
  return `${scenario}/${disturbance}/${k}`;
}
