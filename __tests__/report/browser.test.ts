import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { nowhere } from '../../src/commands/graph.ts';
import { everyState } from '../../src/compile/asl/states.ts';
import { compile } from '../../src/compile/compile.ts';
import { loadWorkflow } from '../../src/workflow/load.ts';
import { root } from '../support/spawn.ts';
import { htmlReport } from '../../src/report/html/page.ts';
import { testsHtmlReport } from '../../src/report/html/testsPage.ts';
import type { RunReport } from '../../src/report/json.ts';
import { junitXml } from '../../src/report/junit.ts';
import { drawWorkflow, type GraphFormat } from '../../src/commands/graph.ts';
import { mermaidDiagram } from '../../src/report/mermaid.ts';
import { axeFindings, describeInChromium, launchChromium, sayFinding } from './chromium.ts';
import { allExamples, examples, runExample } from './examples.ts';
import { largeReport } from './large.ts';
import { failing, hostile, passing, reportOf, testedWith } from './support.ts';

function graphOf(path: string, format: GraphFormat): Promise<string> {
  const signal = new AbortController().signal;
  return drawWorkflow({ path: join(root, path), env: {}, report: () => undefined, signal }, format);
}

describeInChromium('what people see, in Chromium', () => {
  let browser: Browser;
  let folder: string;
  beforeAll(async () => {
    browser = await launchChromium();
    folder = await mkdtemp(join(tmpdir(), 'stepline-page-'));
  });
  afterAll(async () => {
    await browser.close();
    await rm(folder, { recursive: true });
  });

  interface Opened extends AsyncDisposable {
    readonly page: Page;
    /** What was said on the console, thrown, or asked of any network. */
    readonly complaints: readonly string[];
  }

  type Scheme = 'light' | 'dark';

  /** The report as a file, opened as a reader would. */
  function open(report: RunReport, colorScheme: Scheme = 'light'): Promise<Opened> {
    return openText(htmlReport(report), colorScheme);
  }

  async function openText(text: string, colorScheme: Scheme = 'light'): Promise<Opened> {
    const file = join(folder, 'report.html');
    await writeFile(file, text);
    const page = await browser.newPage({ colorScheme, viewport: { width: 1_280, height: 800 } });
    const complaints: string[] = [];
    page.on('console', (message) => complaints.push(message.text()));
    page.on('pageerror', (error) => complaints.push(error.message));
    page.on('request', (request) => {
      if (request.url() !== `file://${file}`) complaints.push(request.url());
    });
    await page.goto(`file://${file}`);
    return { page, complaints, [Symbol.asyncDispose]: () => page.close() };
  }

  /** Of a thousand parts that look alike axe gets the first and the last: of all of them it takes half a minute. */
  async function seriousFindings(page: Page): Promise<string[]> {
    await page.evaluate(`for (const one of document.querySelectorAll('body *'))
      while (one.children.length > 60) one.children[50].remove();`);
    const findings = await axeFindings(page);
    return findings.filter(({ impact }) => impact === 'serious' || impact === 'critical').map(sayFinding);
  }

  const reports: [name: string, make: () => Promise<RunReport>, checked: Scheme[]][] = [
    ['a run that failed', () => runExample('failing'), ['light', 'dark']],
    ['a run of 1,000 states', () => largeReport(1_000, 999), ['light']],
  ];

  describe.each(reports)('the page of %s', (_, make, checked) => {
    let report: RunReport;
    beforeAll(async () => {
      report = await make();
    });

    it.each<Scheme>(['light', 'dark'])(
      'shows the failed state in red without scrolling (%s)',
      async (scheme) => {
        await using opened = await open(report, scheme);
        const { page, complaints } = opened;
        const state = page.locator('.where .leaf');
        expect(await state.locator('.name').textContent()).toBe(report.run.failedVisit?.name);
        const { y = -1, height = 0 } = (await state.boundingBox()) ?? {};
        expect(y).toBeGreaterThan(0);
        expect(y + height).toBeLessThan(800);
        const stroke = await page.evaluate<string>(
          'getComputedStyle(document.querySelector(".where .leaf .frame")).stroke',
        );
        const [red = 0, green = 0, blue = 0] = (stroke.match(/\d+/g) ?? []).map(Number);
        expect({ stroke, isRed: red > 1.5 * green && red > 1.5 * blue }).toMatchObject({ isRed: true });
        expect(complaints).toEqual([]);
      },
    );

    it.each(checked)('has no serious finding of axe (%s)', async (scheme) => {
      await using opened = await open(report, scheme);
      expect(await seriousFindings(opened.page)).toEqual([]);
    });

    it('is smaller than 3 MB', () => {
      expect(Buffer.byteLength(htmlReport(report))).toBeLessThan(3_000_000);
    });
  });

  it('the page of a run that passed shows its output', async () => {
    await using opened = await open(await reportOf(...passing));
    const { page, complaints } = opened;
    expect(await page.locator('h1').textContent()).toContain('SUCCEEDED');
    expect(await page.locator('.first pre').first().textContent()).toBe('{\n  "ok": true\n}');
    expect(await seriousFindings(page)).toEqual([]);
    expect(complaints).toEqual([]);
  });

  it('the keyboard leads from the graph to what is known of a state, which unfolds', async () => {
    await using opened = await open(await runExample('hello-world'));
    const { page } = opened;
    await page.locator('.where a').first().focus();
    await page.keyboard.press('Enter');
    await page.locator('details.visit[open]').waitFor();
    expect(await page.locator('details.visit[open] .path').textContent()).toBe('first');
  });

  it('foreign text is text in the page, whatever it holds', async () => {
    await using opened = await open(await reportOf(...failing(hostile, hostile, hostile)));
    const { page, complaints } = opened;
    expect(await page.locator('script, img, b, iframe, object, [style], [onload]').count()).toBe(0);
    expect(await page.locator('.card.failed .reason').textContent()).toContain('<script>alert(1)</script>');
    expect(complaints).toEqual([]);
  });

  it('the page of tests unfolds what failed, tells what differs, and takes foreign text for text', async () => {
    const subject = { workflow: hostile, stage: 'dev' };
    await using opened = await openText(testsHtmlReport(subject, testedWith(hostile)));
    const { page, complaints } = opened;
    expect(await page.locator('h1').textContent()).toContain('1 test passed, 1 failed, 1 skipped');
    expect(await page.locator('details.visit[open] th[scope=row]').allTextContents()).toEqual([
      'output.ok',
      'error',
    ]);
    expect(await page.locator('script, img, b, iframe, object, [style], [onload]').count()).toBe(0);
    expect(await seriousFindings(page)).toEqual([]);
    expect(complaints).toEqual([]);
  });

  it.each(['examples/choice', 'examples/reference/parallel'])(
    'the SVG of %s has each state, and neither script nor link',
    async (path) => {
      const { definition } = compile(await loadWorkflow(join(root, path), { env: {} }), nowhere).stateMachine;
      await using page = await browser.newPage();
      const file = join(folder, 'graph.svg');
      await writeFile(file, await graphOf(path, 'svg'));
      await page.goto(`file://${file}`);
      expect(await page.locator('.state title').allTextContents()).toEqual(
        expect.arrayContaining(everyState(definition).map(({ name }) => name)),
      );
      expect(await page.locator('script, a, parsererror').count()).toBe(0);
    },
  );

  it('JUnit XML with foreign text is well-formed', async () => {
    const xml = junitXml(await reportOf(...failing(hostile, hostile, `${hostile} ]]> \ufffe \ud800`)));
    await using page = await browser.newPage();
    const names = await page.evaluate((text) => {
      // The types of this program are Node's.
      const { DOMParser: Parser } = globalThis as unknown as { DOMParser: new () => XmlParser };
      const document = new Parser().parseFromString(text, 'application/xml');
      return [...document.querySelectorAll('*')].map(({ nodeName }) => nodeName);
    }, xml);
    expect(names).toEqual(['testsuites', 'testsuite', 'testcase', 'failure']);
  });

  describe('Mermaid', () => {
    const script = createRequire(import.meta.url).resolve('mermaid/dist/mermaid.min.js');

    let page: Page;
    beforeAll(async () => {
      page = await browser.newPage();
      await page.addScriptTag({ path: script });
    });
    afterAll(() => page.close());

    /** Texts of the labels in the drawing; rejects where Mermaid does. */
    function labelsOf(text: string): Promise<string[]> {
      return page.evaluate<string[]>(`(async () => {
        mermaid.initialize({ startOnLoad: false });
        document.body.innerHTML = (await mermaid.render('drawing', ${JSON.stringify(text)})).svg;
        return [...document.querySelectorAll('.nodeLabel')].map((label) => label.textContent);
      })()`);
    }

    const diagramOf = ({ plan, run }: RunReport): string =>
      mermaidDiagram(plan.blueprint.stateMachine.definition, run);

    it.each(examples)('draws examples/%s', async (name) => {
      const report = await runExample(name);
      const labels = await labelsOf(diagramOf(report));
      for (const { name: state } of report.run.states)
        expect(labels.some((label) => label.includes(state))).toBe(true);
    });

    it.each(allExamples)('draws %s without a run', async (path) => {
      const { definition } = compile(await loadWorkflow(join(root, path), { env: {} }), nowhere).stateMachine;
      const labels = await labelsOf(await graphOf(path, 'mermaid'));
      for (const { name } of everyState(definition))
        expect(labels.some((label) => label.includes(name))).toBe(true);
    });

    it('draws a workflow of 1,000 states', async () => {
      const labels = await labelsOf(diagramOf(await largeReport(1_000, 500)));
      expect(labels).toContain('✗ Step 500');
    });

    it.each([
      '1. <b>&amp;',
      '"] --> evil["',
      '`**b** $$x$$`',
      '#35;quot;',
      '%%{init: {}}%%',
      'end',
      '- a',
      '__proto__',
    ])('draws %j as it is', async (name) => {
      const definition = JSON.parse(`{"States":{${JSON.stringify(name)}:{"Type":"Task"}}}`) as never;
      const { run } = await reportOf(...passing);
      expect(await labelsOf(mermaidDiagram(definition, run))).toEqual([name]);
    });
  });
});

interface XmlParser {
  parseFromString(
    text: string,
    type: string,
  ): { querySelectorAll(selector: string): Iterable<{ readonly nodeName: string }> };
}
