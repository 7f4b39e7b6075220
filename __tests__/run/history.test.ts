import { describe, expect, it } from '@jest/globals';
import { failed, history, left, named, take, visitsOf, type Line } from './support.ts';

interface Row {
  readonly name: string;
  readonly why: string;
  readonly lines: readonly Line[];
  readonly visits: readonly string[];
  /** Path of the failed leaf, when the execution has one. */
  readonly leaf?: string;
}

const start: Line = ['ExecutionStarted', 0, { input: '{"a":1}' }];

const rows: readonly Row[] = [
  {
    name: 'a retry that succeeds',
    why: 'the failure before it is no longer what the state ended with',
    lines: [
      start,
      ['TaskStateEntered', 0, named('T')],
      ['TaskScheduled', 2],
      ['TaskFailed', 3, failed('Busy')],
      ['TaskScheduled', 4],
      ['TaskSucceeded', 5],
      ['TaskStateExited', 6, left('T')],
      ['ExecutionSucceeded', 7, { output: '1' }],
    ],
    visits: ['T succeeded ×2'],
  },
  {
    name: 'a catch after retries',
    why: 'it was left after a failure, so it was caught',
    lines: [
      start,
      ['TaskStateEntered', 0, named('T')],
      ['TaskScheduled', 2],
      ['TaskFailed', 3, failed('Busy')],
      ['TaskScheduled', 4],
      ['TaskTimedOut', 5, { error: 'States.Timeout' }],
      ['TaskStateExited', 6, left('T')],
      ['PassStateEntered', 7, named('P')],
      ['PassStateExited', 8, left('P')],
      ['ExecutionSucceeded', 9, { output: '1' }],
    ],
    visits: ['T caught ×2 States.Timeout', 'P succeeded'],
  },
  {
    name: 'a redrive',
    why: 'the state that had failed is at work again, and the execution has not ended',
    lines: [
      start,
      ['TaskStateEntered', 0, named('T')],
      ['TaskScheduled', 2],
      ['TaskFailed', 3, failed('Busy')],
      ['ExecutionFailed', 4, failed('Busy')],
      ['ExecutionRedriven', 5, { redriveCount: 1 }],
      ['TaskScheduled', 6],
    ],
    visits: ['T running ×2'],
  },
  {
    name: 'a redrive of a Parallel, of which two branches had not ended',
    why: 'both go on after the same event; the branch that was done stays done',
    lines: [
      start,
      ['ParallelStateEntered', 0, named('All')],
      ['ParallelStateStarted', 2],
      ['PassStateEntered', 3, named('Done')],
      ['PassStateExited', 4, left('Done')],
      ['WaitStateEntered', 3, named('Slow')],
      ['TaskStateEntered', 3, named('Bad')],
      ['TaskScheduled', 7],
      ['TaskFailed', 8, failed('E')],
      ['ParallelStateFailed', 9],
      ['ExecutionFailed', 10, failed('E')],
      ['ExecutionRedriven', 11, { redriveCount: 1 }],
      ['TaskScheduled', 12],
      ['WaitStateExited', 12, left('Slow')],
      ['TaskSucceeded', 13],
      ['TaskStateExited', 15, left('Bad')],
      ['ParallelStateSucceeded', 16],
      ['ParallelStateExited', 17, left('All')],
      ['ExecutionSucceeded', 18, { output: '1' }],
    ],
    visits: ['All succeeded ×1', 'All › Done succeeded', 'All › Slow succeeded', 'All › Bad succeeded ×2'],
  },
  {
    name: 'a Parallel with a failing branch',
    why: 'the branch that failed is the leaf; the other one was stopped',
    lines: [
      start,
      ['ParallelStateEntered', 0, named('Both')],
      ['ParallelStateStarted', 2],
      ['TaskStateEntered', 3, named('Left')],
      ['TaskScheduled', 4],
      ['TaskStateEntered', 3, named('Right')],
      ['TaskScheduled', 6],
      ['TaskFailed', 7, failed('E')],
      ['TaskStateAborted', 8],
      ['ParallelStateFailed', 8],
      ['ExecutionFailed', 10, failed('E')],
    ],
    visits: ['Both failed ×1 E', 'Both › Left aborted ×1', 'Both › Right failed ×1 E'],
    leaf: 'Both › Right',
  },
  {
    name: 'a Parallel that is caught',
    why: 'the leaf keeps its failure, the Parallel is caught, and what follows is its sibling',
    lines: [
      start,
      ['ParallelStateEntered', 0, named('Both')],
      ['ParallelStateStarted', 2],
      ['TaskStateEntered', 3, named('Left')],
      ['TaskScheduled', 4],
      ['TaskFailed', 5, failed('E')],
      ['TaskStateAborted', 6],
      ['ParallelStateFailed', 6],
      ['ParallelStateExited', 8, left('Both')],
      ['PassStateEntered', 9, named('P')],
      ['PassStateExited', 10, left('P')],
      ['ExecutionSucceeded', 11, { output: '1' }],
    ],
    visits: ['Both caught ×1 E', 'Both › Left failed ×1 E', 'P succeeded'],
  },
  {
    name: 'a Parallel that is tried again',
    why: 'its second start follows the inner failure, and nothing else tells of the retry',
    lines: [
      start,
      ['ParallelStateEntered', 0, named('Both')],
      ['ParallelStateStarted', 2],
      ['TaskStateEntered', 3, named('Left')],
      ['TaskScheduled', 4],
      ['TaskFailed', 5, failed('E')],
      ['TaskStateAborted', 6],
      ['ParallelStateStarted', 6],
      ['TaskStateEntered', 8, named('Left')],
      ['TaskScheduled', 9],
      ['TaskSucceeded', 10],
      ['TaskStateExited', 11, left('Left')],
      ['ParallelStateSucceeded', 12],
      ['ParallelStateExited', 13, left('Both')],
      ['ExecutionSucceeded', 14, { output: '1' }],
    ],
    visits: ['Both succeeded ×2', 'Both › Left failed ×1 E', 'Both › Left succeeded ×1'],
  },
  {
    name: 'a Map with a failing iteration',
    why: 'the index of the iteration is the one that its start gave',
    lines: [
      start,
      ['MapStateEntered', 0, named('Each')],
      ['MapStateStarted', 2, { length: 2 }],
      ['MapIterationStarted', 3, { name: 'Each', index: 0 }],
      ['MapIterationStarted', 3, { name: 'Each', index: 1 }],
      ['TaskStateEntered', 4, named('T')],
      ['TaskStateEntered', 5, named('T')],
      ['TaskScheduled', 6],
      ['TaskScheduled', 7],
      ['TaskFailed', 9, failed('E')],
      ['MapIterationFailed', 10, { name: 'Each', index: 1 }],
      ['TaskStateAborted', 10],
      ['MapIterationAborted', 10, { name: 'Each', index: 0 }],
      ['MapStateFailed', 10],
      ['ExecutionFailed', 14, failed('E')],
    ],
    visits: ['Each failed ×1 E', 'Each[0] › T aborted ×1', 'Each[1] › T failed ×1 E'],
    leaf: 'Each[1] › T',
  },
  {
    name: 'a Map one item at a time',
    why: 'the next iteration starts after the last event of the one before, and is none of its states',
    lines: [
      start,
      ['MapStateEntered', 0, named('Each')],
      ['MapStateStarted', 2, { length: 2 }],
      ['MapIterationStarted', 3, { name: 'Each', index: 0 }],
      ['PassStateEntered', 4, named('P')],
      ['PassStateExited', 5, left('P')],
      ['MapIterationSucceeded', 6, { name: 'Each', index: 0 }],
      ['MapIterationStarted', 6, { name: 'Each', index: 1 }],
      ['PassStateEntered', 8, named('P')],
      ['PassStateExited', 9, left('P')],
      ['MapIterationSucceeded', 10, { name: 'Each', index: 1 }],
      ['MapStateSucceeded', 11],
      ['MapStateExited', 11, left('Each')],
      ['ExecutionSucceeded', 13, { output: '1' }],
    ],
    visits: ['Each succeeded ×1', 'Each[0] › P succeeded', 'Each[1] › P succeeded'],
  },
  {
    name: 'a Parallel in a Map that ends in a Fail state',
    why: 'only the states right inside the Map have an index; the error comes with the end of the execution',
    lines: [
      start,
      ['MapStateEntered', 0, named('Each')],
      ['MapStateStarted', 2, { length: 1 }],
      ['MapIterationStarted', 3, { name: 'Each', index: 0 }],
      ['ParallelStateEntered', 4, named('Both')],
      ['ParallelStateStarted', 5],
      ['FailStateEntered', 6, named('Stop')],
      ['ParallelStateFailed', 7],
      ['MapIterationFailed', 8, { name: 'Each', index: 0 }],
      ['MapStateFailed', 8],
      ['ExecutionFailed', 10, failed('E')],
    ],
    visits: ['Each failed ×1 E', 'Each[0] › Both failed ×1 E', 'Each[0] › Both › Stop failed E'],
    leaf: 'Each[0] › Both › Stop',
  },
  {
    name: 'a Map whose inner Map fails, tried again',
    why: 'the second start is the outer one: the inner one has failed for good',
    lines: [
      start,
      ['MapStateEntered', 0, named('Outer')],
      ['MapStateStarted', 2, { length: 1 }],
      ['MapIterationStarted', 3, { name: 'Outer', index: 0 }],
      ['MapStateEntered', 4, named('Inner')],
      ['MapStateStarted', 5, { length: 1 }],
      ['MapIterationStarted', 6, { name: 'Inner', index: 0 }],
      ['FailStateEntered', 7, named('Stop')],
      ['MapIterationFailed', 8, { name: 'Inner', index: 0 }],
      ['MapStateFailed', 8],
      ['MapIterationFailed', 10, { name: 'Outer', index: 0 }],
      ['MapStateStarted', 10, { length: 0 }],
      ['MapStateSucceeded', 12],
      ['MapStateExited', 12, left('Outer')],
      ['ExecutionSucceeded', 14, { output: '1' }],
    ],
    visits: ['Outer succeeded ×2', 'Outer[0] › Inner failed ×1', 'Outer[0] › Inner[0] › Stop failed'],
  },
  {
    name: 'a Fail state',
    why: 'it is entered and never left',
    lines: [start, ['FailStateEntered', 0, named('Stop')], ['ExecutionFailed', 2, failed('E')]],
    visits: ['Stop failed E'],
    leaf: 'Stop',
  },
  {
    name: 'a Fail state without a word',
    why: 'AWS takes one, and then there is no error to tell',
    lines: [start, ['FailStateEntered', 0, named('Stop')], ['ExecutionFailed', 2, {}]],
    visits: ['Stop failed'],
    leaf: 'Stop',
  },
  {
    name: 'a path that finds nothing',
    why: 'no task has been started',
    lines: [start, ['TaskStateEntered', 0, named('T')], ['ExecutionFailed', 2, failed('States.Runtime')]],
    visits: ['T failed States.Runtime'],
    leaf: 'T',
  },
  {
    name: 'an expression that fails',
    why: 'its event follows whatever the state followed, and names the state',
    lines: [
      start,
      ['PassStateEntered', 0, named('P')],
      ['PassStateExited', 2, left('P')],
      ['PassStateEntered', 3, named('Q')],
      ['EvaluationFailed', 3, { ...failed('States.QueryEvaluationError'), state: 'Q' }],
      ['ExecutionFailed', 5, failed('States.QueryEvaluationError')],
    ],
    visits: ['P succeeded', 'Q failed States.QueryEvaluationError'],
    leaf: 'Q',
  },
  {
    name: 'an expression that fails in one iteration of several',
    why: 'the event that both followed tells which visit it is',
    lines: [
      start,
      ['MapStateEntered', 0, named('Each')],
      ['MapStateStarted', 2, { length: 2 }],
      ['MapIterationStarted', 3, { name: 'Each', index: 0 }],
      ['MapIterationStarted', 3, { name: 'Each', index: 1 }],
      ['PassStateEntered', 4, named('P')],
      ['PassStateEntered', 5, named('P')],
      ['EvaluationFailed', 4, { ...failed('States.QueryEvaluationError'), state: 'P' }],
      ['MapIterationFailed', 8, { name: 'Each', index: 0 }],
      ['MapIterationAborted', 8, { name: 'Each', index: 1 }],
      ['MapStateFailed', 8],
      ['ExecutionFailed', 11, failed('States.QueryEvaluationError')],
    ],
    visits: [
      'Each failed ×1 States.QueryEvaluationError',
      'Each[0] › P failed States.QueryEvaluationError',
      'Each[1] › P aborted',
    ],
    leaf: 'Each[0] › P',
  },
  {
    name: 'an expression over the result that fails',
    why: 'the attempt itself went well',
    lines: [
      start,
      ['TaskStateEntered', 0, named('T')],
      ['TaskScheduled', 2],
      ['TaskSucceeded', 3],
      ['EvaluationFailed', 4, { ...failed('States.QueryEvaluationError'), state: 'T' }],
      ['TaskStateExited', 5, left('T')],
      ['ExecutionSucceeded', 6, { output: '1' }],
    ],
    visits: ['T caught ×1 States.QueryEvaluationError'],
  },
  {
    name: 'an execution that timed out',
    why: 'the state that was still at work is where it ended, though it did not fail',
    lines: [
      start,
      ['PassStateEntered', 0, named('P')],
      ['PassStateExited', 2, left('P')],
      ['WaitStateEntered', 3, named('W')],
      ['ExecutionTimedOut', 4, {}],
    ],
    visits: ['P succeeded', 'W aborted'],
    leaf: 'W',
  },
  {
    name: 'an execution that was stopped while it waited to try again',
    why: 'the attempt failed, the state was stopped',
    lines: [
      start,
      ['TaskStateEntered', 0, named('T')],
      ['TaskScheduled', 2],
      ['TaskFailed', 3, failed('Busy')],
      ['TaskStateAborted', 4],
      ['ExecutionAborted', 5, failed('Interrupted')],
    ],
    visits: ['T aborted ×1 Busy'],
    leaf: 'T',
  },
  {
    name: 'an execution that was stopped before its first state',
    why: 'there is no state to name',
    lines: [start, ['ExecutionAborted', 1, {}]],
    visits: [],
  },
  {
    name: 'a function that is called by its ARN',
    why: 'its events have names of their own',
    lines: [
      start,
      ['TaskStateEntered', 0, named('T')],
      ['LambdaFunctionScheduled', 2],
      ['LambdaFunctionStarted', 3],
      ['LambdaFunctionFailed', 4, failed('E')],
      ['LambdaFunctionScheduled', 5],
      ['LambdaFunctionTimedOut', 6, { error: 'States.Timeout' }],
      ['ExecutionFailed', 7, { error: 'States.Timeout' }],
    ],
    visits: ['T failed ×2 States.Timeout'],
    leaf: 'T',
  },
  {
    name: 'an activity',
    why: 'the same again',
    lines: [
      start,
      ['TaskStateEntered', 0, named('T')],
      ['ActivityScheduled', 2],
      ['ActivityStarted', 3],
      ['ActivitySucceeded', 4],
      ['TaskStateExited', 5, left('T')],
      ['ExecutionSucceeded', 6, { output: '1' }],
    ],
    visits: ['T succeeded ×1'],
  },
  {
    name: 'a map run that fails',
    why: 'the items are not in this history, so the Map is the leaf',
    lines: [
      start,
      ['MapStateEntered', 0, named('Each')],
      ['MapStateStarted', 2, { length: 0 }],
      ['MapRunStarted', 3, { mapRunArn: 'arn' }],
      ['MapRunFailed', 4, failed('States.ItemReaderFailed')],
      ['MapStateFailed', 5],
      ['ExecutionFailed', 6, failed('States.ItemReaderFailed')],
    ],
    visits: ['Each failed ×1 States.ItemReaderFailed'],
    leaf: 'Each',
  },
  {
    name: 'a map run',
    why: 'the Map is left after an event of the run',
    lines: [
      start,
      ['MapStateEntered', 0, named('Each')],
      ['MapStateStarted', 2, { length: 0 }],
      ['MapRunStarted', 3, { mapRunArn: 'arn' }],
      ['MapRunSucceeded', 4],
      ['MapStateSucceeded', 5],
      ['MapStateExited', 5, left('Each')],
      ['ExecutionSucceeded', 7, { output: '1' }],
    ],
    visits: ['Each succeeded ×1'],
  },
];

describe('a history', () => {
  it.each(rows)('of $name: $why', ({ lines, visits, leaf }) => {
    const { run } = take(history(...lines));
    expect(visitsOf(run)).toEqual(visits);
    const failedVisit = run.failedVisit && visitsOf({ ...run, states: [run.failedVisit] })[0];
    expect(failedVisit).toBe(leaf && visits.find((visit) => visit.startsWith(`${leaf} `)));
  });

  it('of a loop visits the same state again and again', () => {
    const rounds = Array.from({ length: 300 }, (_, round): Line[] => [
      ['ChoiceStateEntered', round === 0 ? 0 : 2 * round + 1, named('C')],
      ['ChoiceStateExited', 2 * round + 2, left('C')],
    ]);
    const { run } = take(history(start, ...rounds.flat(), ['ExecutionSucceeded', 601, { output: '1' }]));
    expect(run.states).toHaveLength(300);
    expect(new Set(visitsOf(run))).toEqual(new Set(['C succeeded']));
  });

  it('gives times, input and output', () => {
    const { run } = take(
      history(
        start,
        ['PassStateEntered', 0, { name: 'P', input: '[1]' }],
        ['PassStateExited', 2, { name: 'P', output: '{"b":2}' }],
        ['ExecutionSucceeded', 3, { output: '{"b":2}' }],
      ),
    );
    expect(run).toMatchObject({
      status: 'SUCCEEDED',
      startedAt: 1_000,
      stoppedAt: 4_000,
      input: { a: 1 },
      output: { b: 2 },
      states: [{ enteredAt: 2_000, exitedAt: 3_000, input: [1], output: { b: 2 } }],
    });
  });

  it('gives data that AWS has cut as the text that is left', () => {
    const cut = { name: 'P', input: '{"a":', inputDetails: { truncated: true } };
    const { run } = take(history(start, ['PassStateEntered', 0, cut]));
    expect(run.states[0]?.input).toBe('{"a":');
  });

  it('without its data has none', () => {
    const { run } = take(history(start, ['PassStateEntered', 0, { name: 'P' }]));
    expect(run.states[0]).not.toHaveProperty('input');
  });

  it('passes over events that it does not know, and what follows them finds its state', () => {
    const { run } = take(
      history(
        start,
        ['TaskStateEntered', 0, named('T')],
        ['TaskDreamt', 2],
        ['TaskStateExited', 3, left('T')],
      ),
    );
    expect(visitsOf(run)).toEqual(['T succeeded']);
  });
});

describe('what happens while a history is read', () => {
  it('is told in order, inner states before what they are inside of', () => {
    const { happenings } = take(
      history(
        start,
        ['MapStateEntered', 0, named('Each')],
        ['MapStateStarted', 2, { length: 1 }],
        ['MapIterationStarted', 3, { name: 'Each', index: 0 }],
        ['TaskStateEntered', 4, named('T')],
        ['TaskScheduled', 5],
        ['TaskFailed', 6, failed('E')],
        ['MapIterationFailed', 7, { name: 'Each', index: 0 }],
        ['MapStateFailed', 7],
        ['ExecutionFailed', 9, failed('E')],
      ),
    );
    expect(happenings.map(({ kind, visit }) => `${kind} ${visit.name}`)).toEqual([
      'stateEntered Each',
      'stateEntered T',
      'attemptFailed T',
      'stateExited T',
      'itemsDone Each',
      'attemptFailed Each',
      'stateExited Each',
    ]);
  });

  it('has the attempt with its own times and reason', () => {
    const { happenings } = take(
      history(
        start,
        ['TaskStateEntered', 0, named('T')],
        ['TaskScheduled', 2],
        ['TaskFailed', 3, failed('E')],
      ),
    );
    expect(happenings.at(-1)).toMatchObject({
      kind: 'attemptFailed',
      attempt: { startedAt: 3_000, endedAt: 4_000, outcome: 'failed', error: 'E', cause: 'why E' },
    });
  });
});
