import { Option, type Command } from 'commander';
import { reportsIn, withoutSecrets } from '../../commands/reports.ts';
import { runWorkflow } from '../../commands/run.ts';
import { exitCode } from '../../errors.ts';
import { parseDuration, parseInput } from '../../inputs.ts';
import { failOns, type FailOn } from '../../run/execute.ts';
import { runDocument } from '../../report/json.ts';
import { atTarget, contextOf, withExecution, type TargetOptions } from '../options.ts';
import { createOutput } from '../output.ts';
import type { Session } from '../session.ts';

interface RunFlags extends TargetOptions {
  readonly input?: string;
  readonly waitTimeout: string;
  readonly failOn: FailOn;
  readonly reportDir?: string;
}

export function addRun(program: Command, session: Session): void {
  withExecution(program.command('run', { isDefault: true }))
    .description('deploy a candidate, execute it with the input, promote it when it succeeds')
    .option('--input <json>', "JSON, or the path of a JSON file, instead of the workflow's own input")
    .option('--wait-timeout <duration>', 'how long to wait for the execution', '1h')
    .addOption(
      new Option('--fail-on <which>', 'uncaught: a failure that nothing catches; any: every state that fails')
        .choices(failOns)
        .default('uncaught'),
    )
    .option('--report-dir <folder>', 'write junit.xml, report.json and report.html there')
    .action(async (path: string, flags: RunFlags) => {
      const output = createOutput({ json: flags.json ?? false });
      const timeLimitMs = parseDuration(flags.waitTimeout, '--wait-timeout');
      const input = flags.input === undefined ? undefined : await parseInput(flags.input, '--input');
      const writeReports = flags.reportDir === undefined ? undefined : await reportsIn(flags.reportDir);
      const result = await atTarget(flags, output, (connection, platform) =>
        runWorkflow({
          ...contextOf(path, flags, session, output),
          connection,
          platform,
          timeLimitMs,
          failOn: flags.failOn,
          ...(input !== undefined && { input }),
        }),
      );
      const page = await writeReports?.(withoutSecrets(result, output.redact));
      if (page !== undefined) output.say(output.style.dim(`report ${page}`));
      output.document(runDocument(result));
      session.exit(result.verdict.passed ? exitCode.done : exitCode.failed);
    });
}
