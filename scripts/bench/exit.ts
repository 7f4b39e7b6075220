/** How long people wait once their execution has ended: from its last event to the exit of `dist/cli.js run`. */
import { DescribeExecutionCommand } from '@aws-sdk/client-sfn';
import { clientsOf } from '../../__tests__/support/clients.ts';
import { Control } from '../../__tests__/support/control.ts';
import { createProject } from '../../__tests__/support/project.ts';
import { startLocal, stepline } from '../../__tests__/support/spawn.ts';
import { median } from './measure.ts';

export interface UntilExit {
  /** Median milliseconds. */
  readonly ms: number;
  /** The most calls of GetExecutionHistory for one run, and in one second. */
  readonly historyCalls: number;
  readonly perSecond: number;
}

const workflow =
  "name: wait\nsteps:\n  - wait: '{% $states.input %}'\n  - function: last.mjs\n    retry: []\ninput: 1\n";
const passing = 'export const handler = async () => 1;\n';
const failing = 'export const handler = async () => { throw new Error("no"); };\n';

/** Executions of one to three seconds, by turns with what is promoted after them and what fails. */
export async function untilExit(rounds: number): Promise<UntilExit> {
  await using local = await startLocal();
  using clients = clientsOf(local);
  const control = new Control(local.endpoint);
  const times: number[] = [];
  let [historyCalls, perSecond] = [0, 0];
  for (let round = 0; round < rounds; round += 1) {
    const last = round % 2 === 0 ? `${passing}// ${round}\n` : failing;
    await using project = await createProject({ 'workflow.yaml': workflow, 'last.mjs': last });
    await control.forgetCalls();
    const seconds = String(1 + (round % 3));
    const { code, stdout } = await stepline(['run', '--aws', '--json', '--input', seconds], {
      cwd: project.folder,
      env: local.env,
    });
    const exitedAt = Date.now();
    if (code !== round % 2) throw new Error(`exit ${String(code)}: ${stdout}`);
    const { executionArn } = JSON.parse(stdout) as { executionArn: string };
    const { stopDate } = await clients.sfn.send(new DescribeExecutionCommand({ executionArn }));
    times.push(exitedAt - Number(stopDate));
    const calls = (await control.calls()).filter(({ operation }) => operation === 'GetExecutionHistory');
    historyCalls = Math.max(historyCalls, calls.length);
    perSecond = Math.max(perSecond, mostInASecond(calls.map(({ startedAt }) => startedAt)));
  }
  return { ms: median(times), historyCalls, perSecond };
}

function mostInASecond(times: readonly number[]): number {
  return Math.max(0, ...times.map((from) => times.filter((at) => at >= from && at < from + 1_000).length));
}
