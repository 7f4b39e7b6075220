/** A plan → views for people: every change with its reasons, what changes in the definition, what must wait. */
import type { Change } from '../deploy/change.ts';
import { pendingOf, remarksOf, writesOf, type Plan } from '../deploy/plan.ts';
import { definitionDiff } from './definitionDiff.ts';
import { code, codeBlock } from './markdown.ts';
import { printableLine } from './printable.ts';
import { changeLine } from './progress.ts';
import type { Style } from './style.ts';

export function planLines(plan: Plan, style: Style): string[] {
  const writes = writesOf(plan);
  const shown = writes.length > 0 ? [...remarksOf(plan), ...writes] : [];
  return [
    ...shown.flatMap((change) => [changeLine(change, style), ...reasonLines(change, style)]),
    ...definitionDiff(plan).map((line) => `      ${paint(line, style)}`),
    ...waitingLines(plan, style),
  ];
}

function reasonLines({ reasons }: Change, style: Style): string[] {
  return reasons.map((reason) => style.dim(`      ${printableLine(reason)}`));
}

function paint(line: string, style: Style): string {
  const text = printableLine(line);
  if (line.startsWith('+')) return style.green(text);
  return line.startsWith('-') ? style.red(text) : style.dim(text);
}

function waitingLines(plan: Plan, style: Style): string[] {
  const waiting = pendingOf(plan);
  if (waiting.length === 0) return [];
  return [
    `${style.yellow('pending')}: ${plan.pending ?? ''}`,
    ...waiting.flatMap((change) => [changeLine(change, style), ...reasonLines(change, style)]),
  ];
}

export function planMarkdown(plan: Plan): string {
  const writes = writesOf(plan);
  if (writes.length === 0) return 'No changes: everything stands as wanted.';
  const lines = [...remarksOf(plan), ...writes].flatMap(({ action, resource, name, reasons }) => [
    `- **${action}** ${resource} ${code(name)}`,
    ...reasons.map((reason) => `  - ${code(reason)}`),
  ]);
  const diff = definitionDiff(plan);
  const waiting = pendingOf(plan).map(
    ({ resource, name }) => `- pending: ${resource} ${code(name)} (${plan.pending ?? ''})`,
  );
  return [
    lines.join('\n'),
    ...(diff.length > 0 ? [codeBlock(diff.join('\n'), 'diff')] : []),
    waiting.join('\n'),
  ]
    .filter(Boolean)
    .join('\n\n');
}
