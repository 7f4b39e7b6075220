/**
 * `npm run conformance`: performs every recorded row that is claimed - executions, TestState calls, transcripts of the Step
 * Functions API, checks of definitions - against the endpoint, over the wire, and compares what it answers with what AWS
 * recorded. Prints matched/total by group and the first difference of each miss.
 *
 *     --group NAME   rows of one group       --id PART   rows whose id contains the part
 *     --show         every difference        --all       also rows that are not claimed
 *     --jobs N       endpoints at once (default 8)
 *
 * Every answer on the way is also held against the model that the SDK has of its operation: members that are unknown,
 * missing or of another type, errors that the service does not have, other HTTP statuses.
 *
 * Exits 1 when a claimed row does not match, or an answer is not as its model.
 */
import { parseArgs } from 'node:util';
import { startLocalAws } from '../../src/local/server.ts';
import { Answers } from '../models/watch.ts';
import { Clients } from './clients.ts';
import { compareExecution } from './execution.ts';
import type { ExecutionRow } from './execution.ts';
import { oracleFolder, readRows, type Row } from './oracle.ts';
import { perform } from './perform.ts';
import { judgeTestState } from './test-state.ts';
import type { TestStateRow } from './test-state.ts';
import { replay, type Transcript } from './transcript.ts';
import { whyNotClaimed, whyTranscriptNotClaimed } from './unclaimed.ts';
import { asTranscript, type Validation } from './validation.ts';

const { values } = parseArgs({
  options: {
    group: { type: 'string' },
    id: { type: 'string', default: '' },
    show: { type: 'boolean', default: false },
    all: { type: 'boolean', default: false },
    jobs: { type: 'string', default: '8' },
  },
});

const answers = new Answers();
const folder = oracleFolder();
if (folder === undefined) print('No recordings here (STEPLINE_ORACLE names their folder)');
else await main(folder);

async function main(from: string): Promise<void> {
  const rows = (await readRows<ExecutionRow>(from, 'cases.jsonl')).filter(isWanted);
  const claimed = rows.filter((row) => values.all || whyNotClaimed(row) === undefined);
  const tested = (await readRows<TestStateRow>(from, 'teststate.jsonl')).map(asGroup).filter(isWanted);
  const api = (await readTranscripts(from)).filter(isWanted);
  const claimedApi = api.filter((row) => values.all || whyTranscriptNotClaimed(row) === undefined);
  const work = [
    ...claimed.map((row) => ({ row, judge: (clients: Clients) => judgeExecution(clients, row) })),
    ...tested.map((row) => ({ row, judge: (clients: Clients) => judgeTestState(clients, row) })),
    ...claimedApi.map((row) => ({ row, judge: (clients: Clients) => judgeTranscript(clients, row) })),
  ];
  const results = await judgeAll(work);
  for (const { row, problems } of results) if (problems.length > 0) report(row, problems);
  printTable(results, rows.length - claimed.length + api.length - claimedApi.length);
  if (!values.all) printReasons([...rows.map(whyNotClaimed), ...api.map(whyTranscriptNotClaimed)]);
  printAnswers();
  if (answers.problems.size > 0 || results.some(({ problems }) => problems.length > 0)) process.exitCode = 1;
}

function printAnswers(): void {
  print(`${answers.valid}/${answers.total}  answers as the SDK's models have them`);
  for (const [problem, count] of answers.problems) print(`${String(count).padStart(9)}  ${problem}`);
}

/** Why rows are not claimed, and how many for each reason. */
function printReasons(reasons: readonly (string | undefined)[]): void {
  const counts = new Map<string, number>();
  for (const reason of reasons) if (reason !== undefined) counts.set(reason, (counts.get(reason) ?? 0) + 1);
  for (const [reason, count] of [...counts].sort(([, a], [, b]) => b - a)) {
    print(`${String(count).padStart(9)}  not claimed: ${reason}`);
  }
}

/** They have no group of their own in the recordings. */
function asGroup(row: TestStateRow): TestStateRow {
  return { ...row, group: 'test-state' };
}

/** Transcripts of the API, and checks of definitions as transcripts of one call. */
async function readTranscripts(from: string): Promise<Transcript[]> {
  const api = await readRows<Transcript>(from, 'api_sfn.jsonl');
  const lambda = await readRows<Transcript>(from, 'api_lambda.jsonl');
  const iam = await readRows<Transcript>(from, 'api_iam.jsonl');
  const checks = await readRows<Validation>(from, 'validation.jsonl');
  return [
    ...api.map((row) => ({ ...row, group: 'api-stepfunctions' })),
    ...lambda.map((row) => ({ ...row, group: 'api-lambda' })),
    ...iam.map((row) => ({ ...row, group: 'api-iam' })),
    ...checks.map((row) => ({ ...asTranscript(row), group: 'definition-checks' })),
  ];
}

function isWanted({ id, group }: Row): boolean {
  return id.includes(values.id) && (values.group === undefined || group === values.group);
}

interface Work {
  readonly row: Row;
  readonly judge: (clients: Clients) => Promise<readonly string[]>;
}

interface Result {
  readonly row: Row;
  /** Empty: it matches. */
  readonly problems: readonly string[];
}

/** Names repeat between rows: each has an endpoint of its own. */
async function judge({ row, judge }: Work): Promise<Result> {
  // Recorders waited minutes for Lambda's retries.
  const aws = await startLocalAws({ fastWaits: row.group === 'api-lambda' });
  try {
    return { row, problems: await judge(new Clients(aws.endpoint, answers)) };
  } catch (thrown) {
    return { row, problems: [`could not be performed: ${String(thrown)}`] };
  } finally {
    await aws.close();
  }
}

async function judgeTranscript(clients: Clients, row: Transcript): Promise<readonly string[]> {
  const { problems, compared, missing } = await replay(clients, row);
  const lacking = missing.map((name) => `nothing here for ${name}`);
  return compared === 0 ? ['nothing was compared', ...lacking, ...problems] : [...lacking, ...problems];
}

async function judgeExecution(clients: Clients, row: ExecutionRow): Promise<readonly string[]> {
  return compareExecution(row, await perform(clients, row));
}

/** Some rows live on real time, which a busy machine stretches: what misses in company is looked at again alone. */
async function judgeAll(work: readonly Work[]): Promise<readonly Result[]> {
  const results = await inParallel(work, Number(values.jobs), judge);
  for (const [index, { problems }] of results.entries()) {
    const item = work[index];
    if (item && problems.length > 0) results[index] = await judge(item);
  }
  return results;
}

/** Results in the order of the items; `width` of them are worked on at once. */
async function inParallel<Item, Out>(
  items: readonly Item[],
  width: number,
  work: (item: Item) => Promise<Out>,
): Promise<Out[]> {
  const queue = items.entries();
  const results: Out[] = [];
  const lane = async (): Promise<void> => {
    for (const [index, item] of queue) results[index] = await work(item);
  };
  await Promise.all(Array.from({ length: width }, lane));
  return results;
}

function report({ id }: Row, problems: readonly string[]): void {
  const shown = values.show ? problems : problems.slice(0, 1);
  print([id, ...shown].join('\n    '));
}

function printTable(results: readonly Result[], unclaimed: number): void {
  const groups = new Map<string, Result[]>();
  for (const result of results)
    groups.set(result.row.group, [...(groups.get(result.row.group) ?? []), result]);
  for (const [group, members] of groups) print(`${score(members).padStart(9)}  ${group}`);
  print(
    `${score(results).padStart(9)}  in all${unclaimed > 0 ? `; ${unclaimed} not claimed (see unclaimed.ts)` : ''}`,
  );
}

function score(results: readonly Result[]): string {
  return `${results.filter(({ problems }) => problems.length === 0).length}/${results.length}`;
}

function print(line: string): void {
  process.stdout.write(`${line}\n`);
}
