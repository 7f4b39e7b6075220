/**
 * Where deploys are tested: at AWS_ENDPOINT_URL where it is set (with the SDK's other variables: that is how they meet
 * the real AWS), else at a new `stepline local`.
 */
import { it } from '@jest/globals';
import { Control } from './control.ts';
import { startLocal, type RunningLocal } from './spawn.ts';

const theirs = process.env.AWS_ENDPOINT_URL;

/** An endpoint for tests that need nothing but AWS's own API. */
export async function openTarget(): Promise<RunningLocal> {
  if (theirs === undefined) return startLocal();
  const variables = Object.entries(process.env).filter(([name]) => name.startsWith('AWS_'));
  return {
    endpoint: theirs,
    env: Object.fromEntries(variables.map(([name, value]) => [name, value ?? ''])),
    [Symbol.asyncDispose]: () => Promise.resolve(),
  };
}

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
