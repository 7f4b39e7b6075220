/** Tests that need the embedded AWS, and not whatever AWS_ENDPOINT_URL names (see spawn.ts). */
import { it } from '@jest/globals';
import { Control } from './control.ts';
import { startLocal, type RunningLocal } from './spawn.ts';

const theirs = process.env.AWS_ENDPOINT_URL;

/** A test that needs the embedded AWS, which it says by name: it injects faults, counts calls or sets propagation. */
export function itEmbedded(name: string, test: () => Promise<void>, timeoutMs?: number): void {
  const run = theirs === undefined ? it : it.skip;
  run(`${name} [needs the embedded AWS]`, test, timeoutMs);
}

/** A running embedded AWS with its control address. */
export async function openEmbedded(...args: string[]): Promise<RunningLocal & { readonly control: Control }> {
  const local = await startLocal(...args);
  return { ...local, control: new Control(local.endpoint) };
}
