/** A run's reports as files. */
import type { Redact } from '../secrets.ts';
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { messageOf, UserError } from '../errors.ts';
import { htmlReport } from '../report/html/page.ts';
import { testsHtmlReport } from '../report/html/testsPage.ts';
import { runDocument, type RunReport } from '../report/json.ts';
import { junitXml } from '../report/junit.ts';
import { testedDocument } from '../report/tests/document.ts';
import { testsJunitXml } from '../report/tests/junit.ts';
import type { JsonObject } from '../json.ts';
import type { TestResult } from './test.ts';

/** Writes the files and gives the path of the page. */
export type WriteReports<Report> = (report: Report) => Promise<string>;

/** Writes junit.xml, report.json and report.html. Throws a UserError where the folder cannot be made. */
export async function reportsIn(folder: string): Promise<WriteReports<RunReport>> {
  await makeFolder(folder);
  return async (report) => {
    const page = join(folder, 'report.html');
    await writeFile(join(folder, 'junit.xml'), junitXml(report));
    await writeFile(join(folder, 'report.json'), documentText(runDocument(report)));
    await writeFile(page, htmlReport(report));
    return page;
  };
}

/** Writes junit.xml, report.json and report.html. Throws a UserError where the folder cannot be made. */
export async function testReportsIn(folder: string): Promise<WriteReports<TestResult>> {
  await makeFolder(folder);
  return async (report) => {
    const { workflow, stage } = report.plan.blueprint;
    const page = join(folder, 'report.html');
    await writeFile(join(folder, 'junit.xml'), testsJunitXml(`${workflow} (${stage}) tests`, report.cases));
    await writeFile(join(folder, 'report.json'), documentText(testedDocument(report)));
    await writeFile(page, testsHtmlReport({ workflow, stage }, report));
    return page;
  };
}

function documentText(document: JsonObject): string {
  return `${JSON.stringify(document, null, 2)}\n`;
}

/** Where there is none, before anything is run for it. */
async function makeFolder(folder: string): Promise<void> {
  try {
    await mkdir(folder, { recursive: true });
  } catch (thrown) {
    throw new UserError({
      what: `the folder ${folder} for reports cannot be made: ${messageOf(thrown)}`,
      hint: 'Name a folder that is new or can be written to',
    });
  }
}

/** The plan is of our own making, and has no texts of functions in it. */
export function withoutSecrets(report: RunReport, redact: Redact): RunReport {
  return { ...report, run: redact(report.run), verdict: redact(report.verdict) };
}

/** Positions and names of the tests are the user's own words, as is what he expects. */
export function testsWithoutSecrets(result: TestResult, redact: Redact): TestResult {
  const cases = result.cases.map((one) => {
    const { spec, ...rest } = one;
    return { ...redact(rest), spec };
  });
  return { ...result, cases };
}
