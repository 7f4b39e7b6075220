/** A run's reports as files. */
import type { Redact } from '../secrets.ts';
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { messageOf, UserError } from '../errors.ts';
import { htmlReport } from '../report/html/page.ts';
import { runDocument, type RunReport } from '../report/json.ts';
import { junitXml } from '../report/junit.ts';

/** Writes the files and gives the path of the page. */
export type WriteReports = (report: RunReport) => Promise<string>;

/**
 * Makes the folder where there is none, before anything is run for it: throws a UserError where it cannot be made. The
 * files are junit.xml, report.json and report.html.
 */
export async function reportsIn(folder: string): Promise<WriteReports> {
  try {
    await mkdir(folder, { recursive: true });
  } catch (thrown) {
    throw new UserError({
      what: `the folder ${folder} for reports cannot be made: ${messageOf(thrown)}`,
      hint: 'Name a folder that is new or can be written to',
    });
  }
  return async (report) => {
    const page = join(folder, 'report.html');
    await writeFile(join(folder, 'junit.xml'), junitXml(report));
    await writeFile(join(folder, 'report.json'), `${JSON.stringify(runDocument(report), null, 2)}\n`);
    await writeFile(page, htmlReport(report));
    return page;
  };
}

/** The plan is of our own making, and has no texts of functions in it. */
export function withoutSecrets(report: RunReport, redact: Redact): RunReport {
  return { ...report, run: redact(report.run), verdict: redact(report.verdict) };
}
