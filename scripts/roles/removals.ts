/** What comes of an example whose roles lack one statement, or one action of it. */
import type { RoleBlueprint } from '../../src/compile/blueprint.ts';
import type { Deployed, PolicyText } from './deployed.ts';

export interface Removal {
  /** `machine InvokeFunctions lambda:InvokeFunction`; a statement whole goes by its name alone. */
  readonly what: string;
  readonly actions: readonly string[];
  /** Whether the example then ends in another way. */
  readonly isNoticed: boolean;
}

export interface Tried {
  /** How the example ends under its roles as they are. */
  readonly ends: readonly string[];
  readonly removals: readonly Removal[];
}

interface Subject {
  readonly role: RoleBlueprint;
  readonly label: string;
  readonly run: () => Promise<string>;
}

export async function tryRemovals(deployed: Deployed): Promise<Tried> {
  const { functions, stateMachine } = deployed.blueprint;
  const subjects: Subject[] = [
    { role: stateMachine.role, label: 'machine', run: () => deployed.runMachine() },
    ...functions.map(({ name, key, role }) => ({ role, label: key, run: () => deployed.runFunction(name) })),
  ];
  const ends: string[] = [];
  const removals: Removal[] = [];
  for (const subject of subjects.filter(({ role }) => !role.isGiven && role.statements.length > 0)) {
    const end = await subject.run();
    ends.push(`${subject.label}: ${end}`);
    removals.push(...(await removalsOf(deployed, subject, end)));
  }
  return { ends, removals };
}

async function removalsOf(
  deployed: Deployed,
  { role, label, run }: Subject,
  end: string,
): Promise<Removal[]> {
  const policy = await deployed.policyOf(role);
  const found: Removal[] = [];
  for (const { what, actions, rest } of reductions(policy)) {
    await deployed.setPolicy(role, rest);
    found.push({ what: `${label} ${what}`, actions, isNoticed: (await run()) !== end });
  }
  await deployed.setPolicy(role, policy);
  return found;
}

interface Reduction {
  readonly what: string;
  readonly actions: readonly string[];
  readonly rest: PolicyText;
}

/** A policy needs a statement: what is taken away leaves one that allows nothing of use. */
const idle = { Sid: 'Idle', Effect: 'Allow', Action: ['none:None'], Resource: ['*'] };

function reductions(policy: PolicyText): Reduction[] {
  return policy.Statement.flatMap((statement, index) => {
    const { Sid, Action } = statement;
    const without = (...put: PolicyText['Statement']): PolicyText => ({
      ...policy,
      Statement: [...policy.Statement.toSpliced(index, 1, ...put), idle],
    });
    const actions = [Action].flat();
    const single = actions.length < 2 ? [] : actions;
    return [
      { what: Sid, actions, rest: without() },
      ...single.map((action) => ({
        what: `${Sid} ${action}`,
        actions: [action],
        rest: without({ ...statement, Action: actions.filter((other) => other !== action) }),
      })),
    ];
  });
}
