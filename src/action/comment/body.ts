/** An outcome → the body of the comment. */
import { cutMarkdown } from '../../report/cut.ts';
import { code, folded } from '../../report/markdown.ts';
import { viewMarkdown } from '../../report/summary.ts';
import type { GitHubEvent } from '../event.ts';
import { linksOf } from '../links.ts';
import type { Outcome, Subject } from '../outcome.ts';
import { formatHeader, type Shown } from './header.ts';

/** GitHub's documentation says 65,536 characters. Bytes. */
const most = 60_000;

/** Of what was shown before, and of each in characters: the header carries them along. */
const mostShown = 6;
const longestGist = 200;

/** `before`: what the comment said until now, the newest first. */
export function commentBody(
  subject: Subject,
  outcome: Outcome,
  event: GitHubEvent,
  before: readonly Shown[],
): string {
  const { commit, runId } = event;
  const now = { gist: outcome.gist.replace(/\s+/g, ' ').slice(0, longestGist), commit, runId };
  const past = before.slice(0, mostShown - 1);
  const head = formatHeader({ ...subject, verdicts: [now, ...past] });
  const tail = [linksOf(outcome, event), pastList(past, event)].filter(Boolean).join('\n\n');
  const room = most - Buffer.byteLength(head) - Buffer.byteLength(tail) - '\n\n\n'.length;
  const rest = `_[The rest](${event.runUrl(runId)}) stands in the summary of the run._`;
  return `${head}\n${cutMarkdown(viewMarkdown(outcome), room, rest)}\n\n${tail}`;
}

function pastList(past: readonly Shown[], { runUrl }: GitHubEvent): string {
  if (past.length === 0) return '';
  const lines = past.map(
    ({ gist, commit, runId }) =>
      `- ${code(gist)}${commit && ` · ${code(commit.slice(0, 7))}`}${runId && ` · [run](${runUrl(runId)})`}`,
  );
  return folded('Before', lines.join('\n'));
}
