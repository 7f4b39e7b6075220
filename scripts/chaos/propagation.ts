/**
 * Denials that pass and denials that stay: a new role that is unknown for 40 s must not fail a deploy, and one that will
 * never do must, within 60 s and saying what is missing. In real time, so a minute:
 *
 *     npm run chaos:propagation
 */
import {
  GetRoleCommand,
  NoSuchEntityException,
  UpdateAssumeRolePolicyCommand,
  type IAMClient,
} from '@aws-sdk/client-iam';
import { startLocalAws } from '../../src/local/server.ts';
import { Control } from '../../__tests__/support/control.ts';
import { clientsOf } from './clients.ts';
import { carryOut } from './commands.ts';

interface Row {
  readonly name: string;
  /** Milliseconds. */
  readonly propagationMs: number;
  /** A role whose trust is taken away as soon as it has been made. */
  readonly distrusted?: string;
  /** What the error has to say; none: the deploy succeeds. */
  readonly says?: RegExp;
  readonly atMostSeconds: number;
}

const rows: readonly Row[] = [
  { name: 'roles are unknown for 40 s', propagationMs: 40_000, atMostSeconds: 55 },
  {
    name: "a function's role does not trust Lambda",
    propagationMs: 0,
    distrusted: 'chaos-dev-two',
    says: /chaos-dev-two.*(trust|sts:AssumeRole)/s,
    atMostSeconds: 62,
  },
  {
    name: "the state machine's role does not trust Step Functions",
    propagationMs: 0,
    distrusted: 'chaos-dev',
    says: /chaos-dev.*(trust|sts:AssumeRole)/s,
    atMostSeconds: 62,
  },
];

const passed = await Promise.all(rows.map(tryOut));
process.exitCode = passed.every(Boolean) ? 0 : 1;

async function tryOut(row: Row): Promise<boolean> {
  const aws = await startLocalAws({ propagationMs: row.propagationMs });
  const over = new AbortController();
  const distrusting = row.distrusted ? distrust(aws.endpoint, row.distrusted, over.signal) : undefined;
  const start = performance.now();
  const error = await carryOut({ verb: 'deploy', workflow: 'before' }, aws.endpoint).then(
    () => undefined,
    (thrown: unknown) => String(thrown),
  );
  const seconds = (performance.now() - start) / 1_000;
  over.abort();
  await distrusting;
  await aws.close();
  const right = row.says ? error !== undefined && row.says.test(error) : error === undefined;
  const ok = right && seconds <= row.atMostSeconds;
  process.stdout.write(`${ok ? '✓' : '✗'} ${row.name} (${seconds.toFixed(1)} s): ${error ?? 'deployed'}\n`);
  return ok;
}

/** Holds each CreateRole when it has been carried out, and takes the role's trust away when it is the one. */
async function distrust(endpoint: string, RoleName: string, signal: AbortSignal): Promise<void> {
  const control = new Control(endpoint);
  const clients = clientsOf(endpoint);
  for (let made = false; !made && !signal.aborted;) {
    await control.arm({ effect: 'hold', when: 'after', operation: 'CreateRole' });
    await control.struck(0, signal);
    made = await takeTrust(clients.iam, RoleName);
  }
  await control.disarm();
  clients[Symbol.dispose]();
}

/** Whether the role was there. */
async function takeTrust(iam: IAMClient, RoleName: string): Promise<boolean> {
  try {
    await iam.send(new GetRoleCommand({ RoleName }));
  } catch (thrown) {
    if (thrown instanceof NoSuchEntityException) return false;
    throw thrown;
  }
  const statement = {
    Effect: 'Allow',
    Principal: { Service: 'ec2.amazonaws.com' },
    Action: 'sts:AssumeRole',
  };
  const PolicyDocument = JSON.stringify({ Version: '2012-10-17', Statement: [statement] });
  await iam.send(new UpdateAssumeRolePolicyCommand({ RoleName, PolicyDocument }));
  return true;
}
