/** What AWS answered, replayed: the recordings of roles and policies. Groups are not here; conformance replays the simulations. */
import { describe, expect, it } from '@jest/globals';
import {
  AttachRolePolicyCommand,
  AttachUserPolicyCommand,
  CreatePolicyCommand,
  CreateRoleCommand,
  CreateUserCommand,
  GetRoleCommand,
  GetRolePolicyCommand,
  IAMServiceException,
  ListRolesCommand,
  PutRolePolicyCommand,
  type IAMClient,
} from '@aws-sdk/client-iam';
import { oracleIsHere, rows } from '../../conformance/oracle.ts';
import { startAws } from '../support.ts';

interface Transcript {
  readonly id: string;
  readonly transcript: readonly Step[];
}

interface Step {
  readonly service: string;
  readonly operation: string;
  readonly params: object;
  readonly recorded?: Readonly<Record<string, object>>;
}

type Send = (iam: IAMClient, params: never) => Promise<object>;

const operations: Readonly<Record<string, Send>> = {
  create_role: (iam, params) => iam.send(new CreateRoleCommand(params)),
  get_role: (iam, params) => iam.send(new GetRoleCommand(params)),
  list_roles: (iam, params) => iam.send(new ListRolesCommand(params)),
  create_policy: (iam, params) => iam.send(new CreatePolicyCommand(params)),
  create_user: (iam, params) => iam.send(new CreateUserCommand(params)),
  attach_user_policy: (iam, params) => iam.send(new AttachUserPolicyCommand(params)),
  attach_role_policy: (iam, params) => iam.send(new AttachRolePolicyCommand(params)),
  put_role_policy: (iam, params) => iam.send(new PutRolePolicyCommand(params)),
  get_role_policy: (iam, params) => iam.send(new GetRolePolicyCommand(params)),
};

const replayable = oracleIsHere
  ? rows<Transcript>('api_iam.jsonl').filter(({ transcript }) =>
      transcript.every(({ service, operation }) => service === 'iam' && operation in operations),
    )
  : [];

(oracleIsHere ? describe : describe.skip)('IAM as recorded', () => {
  it('has recordings to replay', () => {
    expect(replayable.length).toBeGreaterThanOrEqual(6);
  });

  it.each(replayable.map((row) => [row.id, row] as const))('%s', async (_, { transcript }) => {
    const { iam } = await startAws();
    for (const step of transcript) {
      const answer = await answerTo(iam, step);
      for (const recorded of Object.values(step.recorded ?? {}))
        expect(answer).toEqual(placeholders(recorded));
    }
  });
});

/** The answer, or the error, in the recorder's form. */
async function answerTo(iam: IAMClient, { operation, params }: Step): Promise<unknown> {
  const send = operations[operation];
  if (send === undefined) throw new Error(`The recording calls ${operation}: say here how`);
  try {
    const { $metadata: _, ...answer } = (await send(iam, params as never)) as { $metadata: unknown };
    return plain(answer);
  } catch (thrown) {
    if (!(thrown instanceof IAMServiceException)) throw thrown;
    return {
      Error: { Code: thrown.name.replace(/Exception$/, ''), Message: thrown.message, Type: 'Sender' },
    };
  }
}

/** As JSON, with documents parsed as the recorder's client does. */
function plain(answer: object): unknown {
  return JSON.parse(JSON.stringify(answer), (key, value: unknown) =>
    key.endsWith('PolicyDocument') ? (JSON.parse(decodeURIComponent(value as string)) as unknown) : value,
  );
}

/** The recording with a pattern in place of each placeholder; what every call has of its own is left out. */
function placeholders(recorded: unknown): unknown {
  if (typeof recorded === 'string') return patternOf(recorded);
  if (Array.isArray(recorded)) return recorded.map(placeholders);
  if (typeof recorded !== 'object' || recorded === null) return recorded;
  const members = Object.entries(recorded).filter(([key]) => key !== 'ResponseMetadata');
  return Object.fromEntries(members.map(([key, value]) => [key, placeholders(value)]));
}

function patternOf(text: string): unknown {
  if (!/<[^>]+>/.test(text)) return text;
  const parts = text.split(/<[^>]+>/).map((part) => part.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'));
  return expect.stringMatching(new RegExp(`^${parts.join('.+')}$`));
}
