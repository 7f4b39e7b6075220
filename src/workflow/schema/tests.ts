/** The cases under `tests:`. */
import { z } from 'zod';
import { about } from './about.ts';
import { map } from './map.ts';
import { duration, longest, text } from './text.ts';

/** Lengths that Step Functions takes of errors and causes [botocore 1.43 states SensitiveError, SensitiveCause]. */
const thrown = map(
  {
    error: text(256).meta(about('Name of the error, which retry and catch match', 'Card.Busy')).optional(),
    cause: z.string().max(32_768).meta(about('What came of it, in words', 'the card is busy')).optional(),
  },
  '{ error: NAME }',
);

const answer = map(
  {
    return: z
      .unknown()
      .meta(
        about("What the call gives: of a `function` step the function's result, of others the API's answer", {
          ok: true,
        }),
      )
      .optional(),
    throw: thrown.meta(about('What the call fails with', { error: 'Card.Busy' })).optional(),
  },
  '{ return: VALUE } or { throw: { error: NAME } }',
).superRefine((given, context) => {
  if ('return' in given !== (given.throw !== undefined)) return;
  context.addIssue({ code: 'custom', message: 'must have one of "return" and "throw"' });
});

export const mockOfStep = z
  .union([answer, z.array(answer).min(1)], {
    error: 'must be { return: VALUE }, { throw: { error: NAME } } or a list of these',
  })
  .meta(
    about('Answers of its calls in turn, retries included; the last one answers all further calls', [
      { throw: { error: 'Card.Busy' } },
      { return: { ok: true } },
    ]),
  );

/** `FILE#TEST_CASE` */
export const mockFile = /^(.+\.json)#(.+)$/;

const mock = z
  .union(
    [
      z.string().regex(mockFile, {
        error: 'must name a file and a test case in it. Write FILE.json#TEST_CASE',
      }),
      z.record(z.string(), mockOfStep),
    ],
    { error: 'must be answers by step, or FILE.json#TEST_CASE' },
  )
  .meta(
    about(
      'Answers instead of calls, by step; or a test case of a mock file of Step Functions Local',
      { Charge: { return: { ok: true } } },
      'mocks.json#HappyPath',
    ),
  );

export const statuses = ['SUCCEEDED', 'FAILED', 'TIMED_OUT', 'ABORTED'] as const;

const expectation = map(
  {
    status: z
      .enum(statuses)
      .meta(about('How the execution ends; SUCCEEDED unless given, where no failure is expected', 'FAILED'))
      .optional(),
    output: z
      .unknown()
      .meta(
        about(
          'What the output has, as a part of it; or a condition in JSONata',
          { ok: true },
          '{% $states.output.total > 5 %}',
        ),
      )
      .optional(),
    error: z.string().meta(about('Name of the error that the execution fails with', 'Rejected')).optional(),
    cause: z.string().meta(about('Text that the cause of the failure contains', 'too small')).optional(),
    failedState: text().meta(about('Step that the execution fails at', 'Reject')).optional(),
    path: z
      .array(text())
      .meta(about('Steps in the order in which they are entered', ['Validate', 'Charge']))
      .optional(),
    maxDuration: duration(1, longest).meta(about('Longest time that the execution takes', '10s')).optional(),
    retries: z
      .record(z.string(), z.int().min(0))
      .meta(about('How often the work of each of these steps is tried again', { Charge: 1 }))
      .optional(),
  },
  '{ status: SUCCEEDED }',
).meta(
  about('What must come of the execution; that it succeeds unless given', {
    status: 'FAILED',
    error: 'Rejected',
    failedState: 'Reject',
  }),
);

const testCase = map(
  {
    name: text().meta(about('What is tested, in words', 'small orders are rejected')),
    input: z
      .unknown()
      .meta(about("Input of the execution; the workflow's own unless given", { id: 'A-2', total: 5 }))
      .optional(),
    mock: mock.optional(),
    expect: expectation.optional(),
  },
  '{ name: NAME, input: {…}, expect: {…} }',
);

export const tests = z
  .array(testCase)
  .min(1)
  .meta(
    about('Cases that `stepline test` executes and judges, each by itself', [
      { name: 'small orders are rejected', input: { total: 5 }, expect: { error: 'Rejected' } },
    ]),
  );

export type TestInput = z.infer<typeof testCase>;
export type AnswerInput = z.infer<typeof answer>;
