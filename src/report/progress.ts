/** What happens while a command works → lines for people. */
import type { Change } from '../deploy/change.ts';
import type { Deployment } from '../deploy/promote.ts';
import { changesOf, writesOf } from '../deploy/plan.ts';
import { pathOf, type StateVisit } from '../run/run.ts';
import { formatDuration } from './duration.ts';
import { printableLine } from './printable.ts';
import { problemLine } from './problems.ts';
import type { Progress } from './reporter.ts';
import type { Style } from './style.ts';
import { caseLines } from './tests/lines.ts';

/** Lines for one piece of progress; none for what other views show. */
export function progressLines(progress: Progress, style: Style): string[] {
  switch (progress.kind) {
    case 'warning':
      return [problemLine(progress.problem, style)];
    case 'planned':
      return [plannedLine(progress, style)];
    case 'applied':
      return [changeLine(progress.change, style, style.dim(formatDuration(progress.durationMs)))];
    case 'started':
      return [style.dim(`execution ${progress.executionArn}`)];
    case 'stateEntered':
      return [`  ${style.cyan('→')} ${printableLine(pathOf(progress.visit))}`];
    case 'attemptFailed':
      return [attemptLine(progress, style)];
    case 'itemsDone':
      return [itemsLine(progress.visit, style)];
    case 'stateExited':
      return [exitLine(progress.visit, style)];
    case 'shifting':
      return [
        style.dim(
          `${progress.percent} % of executions on the new version for ${formatDuration(progress.forSeconds * 1_000)}`,
        ),
      ];
    case 'promoted':
      return [
        ...urlLines(progress.deployment.functionUrls, style),
        ...pendingLines(progress.deployment, style),
      ];
    case 'discarded':
      return [style.dim('the candidate was removed; what is live has not changed')];
    case 'tested':
      return caseLines(progress.result, style);
    case 'finished':
      return [];
  }
}

function plannedLine({ plan }: Progress & { kind: 'planned' }, style: Style): string {
  const { workflow, stage } = plan.blueprint;
  const name = style.bold(`${workflow} (${stage})`);
  const writes = writesOf(plan).length;
  const unchanged = changesOf(plan).length - writes;
  if (writes === 0) return `${name}: no changes, ${unchanged} resources stand as wanted`;
  return `${name}: ${writes} ${writes === 1 ? 'change' : 'changes'}, ${unchanged} unchanged`;
}

const marks = { create: '+', update: '~', delete: '-', keep: ' ' } as const;

/** `  + function orders-dev-charge` with what follows it. */
export function changeLine({ action, resource, name }: Change, style: Style, after = ''): string {
  const paint = { create: style.green, update: style.yellow, delete: style.red, keep: style.dim }[action];
  return `  ${paint(`${marks[action]} ${resource} ${name}`)}${after && `  ${after}`}`;
}

function attemptLine({ visit, attempt }: Progress & { kind: 'attemptFailed' }, style: Style): string {
  const number = visit.attempts.indexOf(attempt) + 1;
  return `  ${style.yellow('!')} ${printableLine(pathOf(visit))}  attempt ${number} failed${reason(attempt)}`;
}

function itemsLine(visit: StateVisit, style: Style): string {
  const { total, succeeded, failed } = visit.items ?? { total: 0, succeeded: 0, failed: 0 };
  const count = `${succeeded + failed} of ${total} items${failed > 0 ? `, ${failed} failed` : ''}`;
  return `  ${style.cyan('…')} ${printableLine(pathOf(visit))}  ${style.dim(count)}`;
}

/** Nothing, when a failure has no name. */
function reason({ error }: { readonly error?: string }): string {
  return error === undefined ? '' : `: ${printableLine(error)}`;
}

function exitLine(visit: StateVisit, style: Style): string {
  const { enteredAt, exitedAt = enteredAt, attempts } = visit;
  const time = style.dim(formatDuration(exitedAt - enteredAt));
  const tries = attempts.length > 1 ? style.dim(`  ${attempts.length} attempts`) : '';
  const [mark, ending] = endingOf(visit, style);
  return `  ${mark} ${printableLine(pathOf(visit))}  ${time}${tries}${ending && `  ${ending}`}`;
}

/** The mark of how a state was left, and what there is to say of it. */
function endingOf(visit: StateVisit, style: Style): [mark: string, ending: string] {
  switch (visit.outcome) {
    case 'failed':
      return [style.red('✗'), style.red(`failed${reason(visit)}`)];
    case 'caught':
      return [style.yellow('↷'), `caught${reason(visit)}`];
    case 'aborted':
      return [style.dim('◌'), 'stopped'];
    default:
      return [style.green('✓'), ''];
  }
}

function urlLines(urls: Readonly<Record<string, string>>, style: Style): string[] {
  return Object.entries(urls).map(([key, url]) => `  ${style.green('●')} ${key}  ${style.cyan(url)}`);
}

function pendingLines({ pending }: Deployment, style: Style): string[] {
  if (!pending) return [];
  const head = `${style.yellow('pending')} until the next deploy: ${pending.reason}`;
  return [head, ...pending.changes.map((change) => changeLine(change, style))];
}
