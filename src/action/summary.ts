/** The job summary: the outcome on the run's page. */
import { summary, warning } from '@actions/core';
import { messageOf } from '../errors.ts';
import { cutMarkdown } from '../report/cut.ts';
import { viewMarkdown } from '../report/summary.ts';
import type { GitHubEvent } from './event.ts';
import { linksOf } from './links.ts';
import type { Outcome } from './outcome.ts';

/** GitHub drops a summary of more than 1,048,576 bytes whole. */
const most = 1_000_000;

/** Only the runner has a place for it. What goes wrong with it never changes the verdict. */
export async function writeSummary(outcome: Outcome, event: GitHubEvent): Promise<void> {
  if (!process.env.GITHUB_STEP_SUMMARY) return;
  const text = cutMarkdown(viewMarkdown(outcome), most, '_The rest stands in the log of the job._');
  try {
    await summary.addRaw(`${text}\n\n${linksOf(outcome, event)}\n`).write();
  } catch (thrown) {
    warning(`The summary could not be written: ${messageOf(thrown)}`);
  }
}
