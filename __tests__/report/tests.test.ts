import { describe, expect, it } from '@jest/globals';
import { testsDocumentSchema } from '../../src/report/schema/tests.ts';
import { testedDocument } from '../../src/report/tests/document.ts';
import { testsJunitXml } from '../../src/report/tests/junit.ts';
import { hostile, testedWith } from './support.ts';

describe('the results of tests', () => {
  it.each([
    ['plain words', 'no'],
    ['words that break out of their place', hostile],
  ])('with %s are a document as its schema says', (_, words) => {
    const document = testedDocument(testedWith(words));
    expect(testsDocumentSchema.parse(document)).toEqual(document);
    expect(document).toMatchObject({ passed: false, counts: { passed: 1, failed: 1, skipped: 1 } });
  });

  it('are one suite of JUnit with one case each', () => {
    expect(testsJunitXml('orders (dev) tests', testedWith('no').cases).split('\n')).toEqual(
      expect.arrayContaining([
        expect.stringContaining('tests="3" failures="1" errors="0" skipped="1" time="0.030"'),
        expect.stringContaining('name="passes" classname="orders (dev) tests"'),
      ]),
    );
  });
});
