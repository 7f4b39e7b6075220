/**
 * The two accounts of a row. Where a recording has two, its replacements still name the recorder's own numbers, and what
 * the setup makes in the other account stands under this one's number: both are put right here.
 */
import type { JsonObject } from '../../src/json.ts';
import type { ExecutionRow } from './execution.ts';
import type { Transform } from './normalise.ts';

export const ownAccount = '111111111111';
export const otherAccount = '222222222222';

const recorders: Readonly<Record<string, string>> = {
  '000000000000': ownAccount,
  '000000000002': otherAccount,
};

export function withAccounts(transforms: readonly Transform[]): readonly Transform[] {
  return transforms.map((transform) =>
    transform.type === 'regex'
      ? { ...transform, pattern: recorders[transform.pattern] ?? transform.pattern }
      : transform,
  );
}

/** What the other account's client sends: everything that it names is its own. */
export function ofOtherAccount(params: JsonObject): JsonObject {
  return JSON.parse(JSON.stringify(params).replaceAll(ownAccount, otherAccount)) as JsonObject;
}

/** The input's text, state machines of the other account under their real ARNs. */
export function inOtherAccount(text: string, { setup }: ExecutionRow): string {
  const machines = setup.filter(
    ({ client, operation }) => client !== undefined && operation === 'create_state_machine',
  );
  return machines.reduce(
    (result, { params: { name } }) =>
      typeof name === 'string'
        ? result.replaceAll(`${ownAccount}:stateMachine:${name}`, `${otherAccount}:stateMachine:${name}`)
        : result,
    text,
  );
}
