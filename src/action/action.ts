/** The Action: inputs → a command → outputs, annotations, summary, comment and the job's verdict. */
import { endGroup, setFailed, setSecret } from '@actions/core';
import { UserError } from '../errors.ts';
import { redactor, secretsIn, type Redact } from '../secrets.ts';
import { annotateProblems } from './annotations.ts';
import { stick } from './comment/stick.ts';
import { readEvent, refuseForeignCode, type GitHubEvent } from './event.ts';
import { readInputs, subjectOf, type ActionInputs } from './inputs.ts';
import { broken, bugMessage, cancelled, type Outcome } from './outcome.ts';
import { perform, type Performance } from './perform.ts';

import { writeSummary } from './summary.ts';

/** Runs the Action; every outcome but success marks the job as failed. Never rejects. */
export async function runAction(signal: AbortSignal): Promise<void> {
  const secrets = secretsIn(process.env);
  // Before anything else is printed.
  secrets.forEach((one) => {
    setSecret(one);
  });
  try {
    const inputs = await readInputs();
    const event = await readEvent(process.env);
    refuseForeignCode(event);
    await act(inputs, event, signal, redactor(secrets));
  } catch (thrown) {
    // Nothing was begun; what to comment on is not known, or not to be trusted.
    fail(thrown);
  }
}

async function act(
  inputs: ActionInputs,
  event: GitHubEvent,
  signal: AbortSignal,
  redact: Redact,
): Promise<void> {
  const outcome = redact(await outcomeOf({ inputs, signal, redact }));
  if (outcome.status !== 'passed') process.exitCode = 1;
  await writeSummary(outcome, event);
  await stick(outcome, { inputs, event, cancelled: signal });
}

async function outcomeOf(performance: Performance): Promise<Outcome> {
  const subject = subjectOf(performance.inputs);
  try {
    return await perform(performance);
  } catch (thrown) {
    endGroup();
    if (performance.signal.aborted) {
      setFailed('cancelled: the execution was stopped, and what was not promoted was removed');
      return cancelled(subject, thrown);
    }
    fail(thrown);
    return broken(subject, thrown);
  }
}

function fail(thrown: unknown): void {
  if (thrown instanceof UserError) annotateProblems(thrown.problems);
  else setFailed(bugMessage(thrown));
  process.exitCode = 1;
}
