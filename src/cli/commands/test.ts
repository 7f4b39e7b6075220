import type { Command } from 'commander';
import { testReportsIn, testsWithoutSecrets } from '../../commands/reports.ts';
import { testWorkflow } from '../../commands/test.ts';
import { exitCode } from '../../errors.ts';
import { parseDuration } from '../../inputs.ts';
import { testedDocument } from '../../report/tests/document.ts';
import { testedLines } from '../../report/tests/lines.ts';
import { countOf } from '../../run/cases/case.ts';
import { atTarget, contextOf, withExecution, type TargetOptions } from '../options.ts';
import { createOutput } from '../output.ts';
import type { Session } from '../session.ts';

interface TestFlags extends TargetOptions {
  readonly filter?: string;
  readonly waitTimeout: string;
  readonly reportDir?: string;
}

export function addTest(program: Command, session: Session): void {
  withExecution(program.command('test'))
    .description("deploy a candidate, execute the workflow's tests on it, judge them; promote nothing")
    .option('--filter <text>', 'only the tests with this text in their names')
    .option('--wait-timeout <duration>', 'how long to wait for each execution', '10m')
    .option('--report-dir <folder>', 'write junit.xml, report.json and report.html there')
    .action(async (path: string, flags: TestFlags) => {
      const output = createOutput({ json: flags.json ?? false });
      const timeLimitMs = parseDuration(flags.waitTimeout, '--wait-timeout');
      const writeReports = flags.reportDir === undefined ? undefined : await testReportsIn(flags.reportDir);
      const result = await atTarget(flags, output, (connection, platform) =>
        testWorkflow({
          ...contextOf(path, flags, session, output),
          connection,
          platform,
          timeLimitMs,
          ...(flags.filter !== undefined && { filter: flags.filter }),
        }),
      );
      output.say(...testedLines(result, output.style));
      const report = await writeReports?.(testsWithoutSecrets(result, output.redact));
      if (report !== undefined) output.say(output.style.dim(`report ${report}`));
      output.document(testedDocument(result));
      session.exit(countOf(result.cases).failed > 0 ? exitCode.failed : exitCode.done);
    });
}
