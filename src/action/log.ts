/** The job's log. What is printed may hold foreign text, so the runner is told to read no commands in it. */
import { randomUUID } from 'node:crypto';

/** Prints lines that the runner must not take for commands, whatever they hold. */
export function printLines(lines: readonly string[]): void {
  if (lines.length === 0) return;
  const token = randomUUID();
  process.stdout.write(`::stop-commands::${token}\n${lines.join('\n')}\n::${token}::\n`);
}
