/** How the Action's command ended, as everything that shows it wants it. */
import { messageOf, UserError, formatProblem } from '../errors.ts';
import { code, codeBlock } from '../report/markdown.ts';
import type { View } from '../report/summary.ts';

export interface Outcome extends View {
  readonly status: 'passed' | 'failed' | 'cancelled';
  /** How many resources were changed, or would be. */
  readonly changes: number;
  /** Where AWS's console shows the execution. */
  readonly consoleUrl?: string;
}

/** What an outcome is about, where the workflow's name is not known. */
export interface Subject {
  /** Path of the workflow file. */
  readonly workflow: string;
  readonly stage: string;
}

export function passed(
  { workflow, stage }: Subject,
  gist: string,
  blocks: readonly string[] = [],
  changes = 0,
): Outcome {
  return { status: 'passed', title: `✅ ${code(workflow)} (${stage}) ${gist}`, gist, blocks, changes };
}

export function cancelled({ workflow, stage }: Subject, thrown: unknown): Outcome {
  const why = isOfAbort(thrown) ? [] : ['While it was ended:', codeBlock(messageOf(thrown))];
  return {
    status: 'cancelled',
    title: `🚫 ${code(workflow)} (${stage}) was cancelled`,
    gist: 'cancelled',
    blocks: ['The execution was stopped, and what was not promoted was removed.', ...why],
    changes: 0,
  };
}

/** Ours, and what the SDK throws when its call is given up. */
function isOfAbort(thrown: unknown): boolean {
  return thrown instanceof Error && (thrown.name === 'AbortError' || thrown.message === 'interrupted');
}

export function broken({ workflow, stage }: Subject, thrown: unknown): Outcome {
  const lines = thrown instanceof UserError ? thrown.problems.map(formatProblem) : [bugMessage(thrown)];
  return {
    status: 'failed',
    title: `❌ ${code(workflow)} (${stage}) failed`,
    gist: lines[0] ?? 'failed',
    blocks: [codeBlock(lines.join('\n'))],
    changes: 0,
  };
}

export function bugMessage(thrown: unknown): string {
  return `This is a bug of Stepline: ${messageOf(thrown)}`;
}
