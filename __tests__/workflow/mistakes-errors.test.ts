import { describe, expect, it } from '@jest/globals';
import { arn, mistakesIn, steps, type Mistake } from './support.ts';

const mistakes: readonly Mistake[] = [
  [
    'a retrier without errors',
    ['workflow.yaml:4:13: the key "errorEquals" is missing here'],
    steps(`  - function: ${arn}\n    retry: [{ maxAttempts: 1 }]\n`),
  ],
  [
    'an unknown key of a retrier',
    ['workflow.yaml:4:33: unknown key "maxAttemps". Did you mean "maxAttempts"?'],
    steps(`  - function: ${arn}\n    retry: [{ errorEquals: [E], maxAttemps: 1 }]\n`),
  ],
  [
    "ASL's own name of a retrier's key",
    ['workflow.yaml:4:33: unknown key "intervalSeconds". Did you mean "interval"?'],
    steps(`  - function: ${arn}\n    retry: [{ errorEquals: [E], intervalSeconds: 1 }]\n`),
  ],
  [
    'a bare number as interval',
    [
      'workflow.yaml:4:43: "interval" must be a duration such as 30s, 5m or 1h, not the bare number 1. Write 1s',
    ],
    steps(`  - function: ${arn}\n    retry: [{ errorEquals: [E], interval: 1 }]\n`),
  ],
  [
    'a backoff below one',
    ['workflow.yaml:4:46: "backoffRate" must be at least 1'],
    steps(`  - function: ${arn}\n    retry: [{ errorEquals: [E], backoffRate: 0.5 }]\n`),
  ],
  [
    'a single error that is no list',
    ['workflow.yaml:4:28: "errorEquals" must be a list, not text. Write [E]'],
    steps(`  - function: ${arn}\n    retry: [{ errorEquals: E }]\n`),
  ],
  [
    'retry as a map',
    ['workflow.yaml:4:12: "retry" must be a list of retriers, or the name of one of "retries"'],
    steps(`  - function: ${arn}\n    retry: { errorEquals: [E] }\n`),
  ],
  [
    'States.ALL among others',
    ['workflow.yaml:4:28: "errorEquals" must have "States.ALL" alone'],
    steps(`  - function: ${arn}\n    retry: [{ errorEquals: [E, States.ALL] }]\n`),
  ],
  [
    'States.ALL before others',
    ['workflow.yaml:5:28: "errorEquals" with "States.ALL" must come last'],
    steps(
      `  - name: A\n    function: ${arn}\n    catch: [{ errorEquals: [States.ALL], next: A }, { errorEquals: [E], next: A }]\n`,
    ),
  ],
  [
    'a catcher without next',
    ['workflow.yaml:4:13: the key "next" is missing here'],
    steps(`  - function: ${arn}\n    catch: [{ errorEquals: [E] }]\n`),
  ],
  [
    'a jitter strategy misspelt',
    ['workflow.yaml:4:49: "jitterStrategy" must be FULL or NONE, not "FUL". Did you mean "FULL"?'],
    steps(`  - function: ${arn}\n    retry: [{ errorEquals: [E], jitterStrategy: FUL }]\n`),
  ],
];

describe('mistakes in retry and catch', () => {
  it.each(mistakes)('%s', async (_, says, ...workflow) => {
    expect(await mistakesIn(...workflow)).toEqual(says);
  });
});
