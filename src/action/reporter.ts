/** What happens while a command works → the job's log, in groups. */
import { endGroup, startGroup } from '@actions/core';
import { progressLines } from '../report/progress.ts';
import type { Progress, Reporter } from '../report/reporter.ts';
import { resultLines } from '../report/result.ts';
import { coloured } from '../report/style.ts';
import { annotateNote } from './annotations.ts';
import { printLines } from './log.ts';

const groups: Readonly<Partial<Record<Progress['kind'], string>>> = {
  planned: 'Deploy',
  started: 'Execution',
};

/** A group opens with the first line of a phase and ends with the phase; the result stands outside of any. */
export function actionReporter(): Reporter {
  return (progress) => {
    if (progress.kind === 'warning') {
      annotateNote(progress.problem);
      return;
    }
    const title = groups[progress.kind];
    if (title !== undefined || progress.kind === 'finished' || progress.kind === 'tested') endGroup();
    if (title !== undefined) startGroup(title);
    printLines(progressLines(progress, coloured));
    if (progress.kind === 'finished') printLines(resultLines(progress.run, progress.verdict, coloured));
  };
}
