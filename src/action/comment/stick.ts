/** The one comment that a workflow and stage have on a pull request: made once, then updated. */
import { messageOf } from '../../errors.ts';
import { annotateNote } from '../annotations.ts';
import type { GitHubEvent } from '../event.ts';
import { subjectOf, type ActionInputs } from '../inputs.ts';
import { printLines } from '../log.ts';
import type { Outcome, Subject } from '../outcome.ts';
import { commentBody } from './body.ts';
import { GitHub, statusOf, type Comment } from './github.ts';
import { isAbout, readHeader, type Header } from './header.ts';

export interface Occasion {
  readonly inputs: ActionInputs;
  readonly event: GitHubEvent;
  /** Aborts when the job is cancelled: the runner gives little time then. */
  readonly cancelled: AbortSignal;
}

/** How long all of it may take, in milliseconds. */
const timeLimitMs = 30_000;
const hurriedTimeLimitMs = 2_500;

/** Comments where there is a pull request and a token. What goes wrong is a warning and never changes the verdict. */
export async function stick(outcome: Outcome, occasion: Occasion): Promise<void> {
  const { inputs, event } = occasion;
  if (inputs.comment === 'false' || event.pullRequest === undefined || inputs.token === '') return;
  const { signal, end } = timeLimit(occasion.cancelled);
  try {
    await write(new GitHub({ token: inputs.token, signal }), event.pullRequest, outcome, occasion);
  } catch (thrown) {
    explain(thrown, event);
  } finally {
    end();
  }
}

/** Aborts when all of it has taken too long; sooner when the job is, or is then, cancelled. */
function timeLimit(cancelled: AbortSignal): { readonly signal: AbortSignal; readonly end: () => void } {
  const controller = new AbortController();
  const giveUp = (): void => {
    controller.abort(new Error('GitHub did not answer in time'));
  };
  const timers = [setTimeout(giveUp, timeLimitMs)];
  const hurry = (): void => {
    timers.push(setTimeout(giveUp, hurriedTimeLimitMs));
  };
  if (cancelled.aborted) hurry();
  else cancelled.addEventListener('abort', hurry, { once: true });
  const end = (): void => {
    cancelled.removeEventListener('abort', hurry);
    timers.forEach(clearTimeout);
  };
  return { signal: controller.signal, end };
}

async function write(
  github: GitHub,
  number: number,
  outcome: Outcome,
  { inputs, event }: Occasion,
): Promise<void> {
  const subject = subjectOf(inputs);
  const [login, comments] = await Promise.all([github.login(), github.comments(event.repository, number)]);
  const standing = findOurs(comments, login, subject);
  if (inputs.comment === 'changes-only' && !standing && isUneventful(outcome)) return;
  const body = commentBody(subject, outcome, event, standing?.header.verdicts ?? []);
  if (standing) await github.updateComment(event.repository, standing.id, body);
  else await github.createComment(event.repository, number, body);
}

/** Anybody can write our first line: only our own comments are ours. */
function findOurs(
  comments: readonly Comment[],
  login: string,
  subject: Subject,
): { readonly id: number; readonly header: Header } | undefined {
  for (const { id, body, user } of comments) {
    const header = user?.login === login ? readHeader(body ?? '') : undefined;
    if (header && isAbout(header, subject)) return { id, header };
  }
  return undefined;
}

function isUneventful({ status, changes }: Outcome): boolean {
  return status === 'passed' && changes === 0;
}

/** The token of a job for a fork can only read: that is as it should be. */
function explain(thrown: unknown, { isFork }: GitHubEvent): void {
  const status = statusOf(thrown);
  // A comment that the token may not see is not found.
  const isRefused = status !== undefined && [401, 403, 404].includes(status);
  if (isRefused && isFork) {
    printLines(['no comment: the token of a job for a fork may not write. The summary has it all']);
    return;
  }
  annotateNote({
    what: `the comment could not be written: ${status === undefined ? '' : `GitHub answered ${status}: `}${messageOf(thrown)}`,
    ...(isRefused && { hint: 'Give the job permissions: pull-requests: write, or set comment: false' }),
  });
}
