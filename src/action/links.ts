/** Where there is more: commit, run, execution. */
import { code } from '../report/markdown.ts';
import type { GitHubEvent } from './event.ts';
import type { Outcome } from './outcome.ts';

/** One line of Markdown; what is not known is left out. */
export function linksOf(
  { consoleUrl }: Pick<Outcome, 'consoleUrl'>,
  { commit, runId, runUrl }: GitHubEvent,
): string {
  return [
    ...(commit === '' ? [] : [`commit ${code(commit.slice(0, 7))}`]),
    ...(runId === '' ? [] : [`[run](${runUrl(runId)})`]),
    ...(consoleUrl === undefined ? [] : [`[execution](${consoleUrl})`]),
  ].join(' · ');
}
