/** Words of the command line → commands; whatever they throw → exit codes. */
import { Command, CommanderError } from 'commander';
import { exitCode, UserError, type ExitCode } from '../errors.ts';
import { problemsDocument } from '../report/problems.ts';
import { interruption } from '../interruption.ts';
import { addCheck } from './commands/check.ts';
import { addDeploy } from './commands/deploy.ts';
import { addDestroy } from './commands/destroy.ts';
import { addGraph } from './commands/graph.ts';
import { addImport } from './commands/import.ts';
import { addInit } from './commands/init.ts';
import { addLocal } from './commands/local.ts';
import { addPlan } from './commands/plan.ts';
import { addRollback } from './commands/rollback.ts';
import { addRun } from './commands/run.ts';
import { addTest } from './commands/test.ts';
import { addSchema } from './commands/schema.ts';
import { createOutput } from './output.ts';
import type { Session } from './session.ts';
import { version } from '../version.ts';

/** Runs the command that the arguments name; the process's exit code. */
export async function runCli(args: readonly string[]): Promise<ExitCode> {
  const { signal, release } = interruption();
  let code: ExitCode = exitCode.done;
  const session: Session = { signal, exit: (given) => (code = given) };
  try {
    await createProgram(session).parseAsync([...args], { from: 'user' });
    return code;
  } catch (thrown) {
    return signal.aborted ? interrupted() : failure(thrown, args.includes('--json'));
  } finally {
    release();
  }
}

function createProgram(session: Session): Command {
  const program = new Command('stepline')
    .description('Deploy a workflow of Lambda functions and Step Functions, run it, and say what broke')
    .version(version, '--version', 'print the version of Stepline')
    .showHelpAfterError('(stepline --help lists the commands)')
    .exitOverride();
  for (const add of [
    addRun,
    addTest,
    addCheck,
    addPlan,
    addDeploy,
    addRollback,
    addDestroy,
    addLocal,
    addGraph,
    addInit,
    addImport,
    addSchema,
  ])
    add(program, session);
  return program;
}

function interrupted(): ExitCode {
  process.stderr.write('interrupted\n');
  return exitCode.interrupted;
}

/** One line per problem for a mistake of the user's; a stack trace only for a bug of ours. */
function failure(thrown: unknown, json: boolean): ExitCode {
  if (thrown instanceof CommanderError) return thrown.exitCode === 0 ? exitCode.done : exitCode.invalid;
  if (!(thrown instanceof UserError)) return bug(thrown);
  const output = createOutput({ json });
  output.document(problemsDocument(thrown.problems));
  output.complain(thrown.problems);
  return thrown.exitCode;
}

function bug(thrown: unknown): ExitCode {
  const detail = thrown instanceof Error ? (thrown.stack ?? thrown.message) : String(thrown);
  process.stderr.write(`This is a bug of Stepline; please report it with these lines:\n${detail}\n`);
  return exitCode.refused;
}
