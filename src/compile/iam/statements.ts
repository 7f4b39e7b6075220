/** Needs of states → statements: alike ones once, with every state as the reason. */
import { canonicalJson } from '../../json.ts';
import type { Statement } from '../blueprint.ts';
import type { Grant } from './grant.ts';
import { grouped } from './grouped.ts';
import type { Need } from './needs.ts';

interface Group {
  readonly grant: Grant;
  /** Names of the states that need it. */
  readonly states: readonly string[];
}

export function statementsOf(needs: readonly Need[]): Statement[] {
  const taken = new Set<string>();
  return merged(groupsOf(needs)).map(({ grant, states }) => {
    const { actions, resources, condition, note } = grant;
    const steps = `${states.length > 1 ? 'steps' : 'step'} ${states.join(', ')}`;
    return {
      sid: freeSid(grant.sid ?? sidOf(grant), taken),
      actions,
      resources,
      ...(condition && { condition }),
      reason: note === undefined ? steps : `${steps}: ${note}`,
    };
  });
}

function groupsOf(needs: readonly Need[]): Group[] {
  const entries = needs.flatMap(({ state, grants }) =>
    grants.map((grant) => ({ grant, states: [state.name] })),
  );
  return [...grouped(entries, ({ grant }) => `${kindOf(grant)} ${grant.resources.join(' ')}`).values()].map(
    joined,
  );
}

/** What statements must share to differ in their resources alone. */
function kindOf({ actions, condition = {}, note = '' }: Grant): string {
  return canonicalJson([actions, condition, note]);
}

/** Above this many statements of a kind one names them all: IAM bounds the policy of a role. */
const mostOfAKind = 20;

function merged(groups: readonly Group[]): readonly Group[] {
  const kinds = grouped(groups, ({ grant }) => kindOf(grant));
  return [...kinds.values()].flatMap((alike) =>
    alike.length > mostOfAKind ? [withAllResources(alike)] : alike,
  );
}

function withAllResources(groups: readonly Group[]): Group {
  const { grant, states } = joined(groups);
  const resources = [...new Set(groups.flatMap((group) => group.grant.resources))];
  const isInvocation = grant.actions.includes('lambda:InvokeFunction');
  const sid = isInvocation ? 'InvokeFunctions' : plainSid(grant);
  return { grant: { ...grant, sid, ...inOnePolicy(resources) }, states };
}

/** The most characters of ARNs in one statement: a role's policies have 10,240 together (IAM quotas). */
const mostCharacters = 8_000;

/** Resources that are too many to be named are those whose name begins as all of theirs do, where it does. */
function inOnePolicy(resources: readonly string[]): Pick<Grant, 'resources' | 'note'> {
  if (resources.join().length <= mostCharacters) return { resources };
  const shared = sharedStart(resources);
  // Nothing but whose and what: that would be all there are.
  if (/:(\w+[:/])?$/.test(shared)) return { resources };
  return { resources: [`${shared}*`], note: 'more than the policy of a role can name' };
}

function sharedStart([first = '', ...others]: readonly string[]): string {
  let length = first.length;
  for (const other of others) while (!other.startsWith(first.slice(0, length))) length -= 1;
  return first.slice(0, length);
}

function joined(groups: readonly Group[]): Group {
  const [first] = groups as readonly [Group, ...Group[]];
  return { grant: first.grant, states: [...new Set(groups.flatMap(({ states }) => states))] };
}

/** `PutItem` and the table's name */
function sidOf(grant: Grant): string {
  const [resource = ''] = grant.resources;
  const label = resource === '*' ? 'Any' : resource.split(/[:/]/).findLast((part) => /\w/.test(part));
  return `${plainSid(grant)}${label ?? ''}`;
}

function plainSid({ actions: [action = ''] }: Grant): string {
  return action.split(':').at(-1) ?? '';
}

/** A Sid is made of letters and digits, and stands once in a policy (IAM user guide, "Sid"). */
function freeSid(wish: string, taken: Set<string>): string {
  const plain = wish.replace(/[^A-Za-z0-9]/g, '');
  let sid = plain;
  for (let n = 2; taken.has(sid); n++) sid = `${plain}N${n}`;
  taken.add(sid);
  return sid;
}
