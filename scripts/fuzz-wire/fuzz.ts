/** Sends the cases to an endpoint of its own, and says which answers are not as promised. */
import { GetCallerIdentityCommand, STSClient } from '@aws-sdk/client-sts';
import { startLocalAws } from '../../src/local/server.ts';
import { cases } from './cases.ts';
import { exchange } from './exchange.ts';
import { unfinished } from './framing.ts';
import { faultOf } from './judge.ts';
import { furnish } from './stage.ts';

export interface Result {
  /** How many answers had which status. */
  readonly statuses: ReadonlyMap<string, number>;
  readonly faults: readonly string[];
  readonly slowestMs: number;
}

/** Far more than any answer takes; a hang is a hang. */
const deadlineMs = 10_000;
/** What an endpoint of its own gives unfinished requests to arrive: others may take longer on a busy machine. */
const arrivalMs = 300;

export async function fuzzWire({ count, seed }: { count: number; seed: number }): Promise<Result> {
  const notes: string[] = [];
  const aws = await startLocalAws({ note: (line) => notes.push(line) });
  const port = Number(new URL(aws.endpoint).port);
  const statuses = new Map<string, number>();
  const faults: string[] = [];
  let slowestMs = 0;
  try {
    const urls = await furnish(aws.endpoint);
    notes.length = 0;
    for (const { number, name, sending } of cases(count, seed)) {
      const began = performance.now();
      // Function URLs get some: whatever is HTTP there is for the function to judge.
      const url = number % 10 === 0 ? urls[(number / 10) % urls.length] : undefined;
      const received = await exchange(url ?? port, sending, deadlineMs);
      slowestMs = Math.max(slowestMs, performance.now() - began);
      const status = sending.then === 'hang up' ? 'hung up' : String(received.status);
      statuses.set(status, (statuses.get(status) ?? 0) + 1);
      const fault = faultOf(sending, received, { notes: notes.splice(0), mayServe: url !== undefined });
      if (fault !== undefined) faults.push(`${number} (${name}): ${fault}`);
    }
    faults.push(...(await leaveUnfinished()));
    if (!(await serves(aws.endpoint))) faults.push('the endpoint does not serve any more');
  } finally {
    await aws.close();
  }
  return { statuses, faults, slowestMs };
}

async function leaveUnfinished(): Promise<string[]> {
  const aws = await startLocalAws({ arrivalMs });
  const port = Number(new URL(aws.endpoint).port);
  const answers = await Promise.all(
    unfinished.map((bytes) => exchange(port, { bytes, then: 'wait' }, deadlineMs)),
  );
  await aws.close();
  return answers.flatMap(({ status }) => (status === 408 ? [] : [`an unfinished request: ${status}`]));
}

async function serves(endpoint: string): Promise<boolean> {
  const credentials = { accessKeyId: '111111111111', secretAccessKey: 'x' };
  const sts = new STSClient({ endpoint, region: 'us-east-1', credentials, maxAttempts: 1 });
  const { Account } = await sts.send(new GetCallerIdentityCommand());
  sts.destroy();
  return Account === '111111111111';
}
