import type { HistoryEvent } from '@aws-sdk/client-sfn';
import { describe, expect, it } from '@jest/globals';
import { everyState, type LocatedState } from '../../src/compile/asl/states.ts';
import { isObject, type Json, type JsonObject } from '../../src/json.ts';
import type { Run, StateVisit } from '../../src/run/run.ts';
import { judge } from '../../src/run/verdict.ts';
import { oracleIsHere, rows } from '../conformance/oracle.ts';
import { take } from './support.ts';

interface Recording {
  readonly id: string;
  readonly definition: JsonObject;
  readonly expected: {
    readonly status: string;
    readonly error?: string | null;
    readonly cause?: Json;
    readonly events?: readonly JsonObject[] | null;
  };
}

/** Histories of AWS whose event ids the recorder has kept. */
function recordings(): Recording[] {
  return rows<Recording>('cases.jsonl').filter(({ expected }) =>
    expected.events?.every(
      ({ id, previousEventId }) => Number.isInteger(id) && Number.isInteger(previousEventId),
    ),
  );
}

/** The recorder has put placeholders for times and parsed what was JSON text; the order may be the reverse. */
function eventsOf({ expected }: Recording): HistoryEvent[] {
  const events = [...(expected.events ?? [])].sort((a, b) => Number(a.id) - Number(b.id));
  return events.map((event) => {
    const members = Object.entries(event).map(([key, value]) => [
      key,
      isObject(value) ? withTexts(value) : value,
    ]);
    return {
      ...(Object.fromEntries(members) as unknown as HistoryEvent),
      timestamp: new Date(Number(event.id) * 1_000),
    };
  });
}

function withTexts(details: JsonObject): JsonObject {
  const texts = Object.entries(details).map(([key, value]) => {
    const isText = ['input', 'output', 'cause'].includes(key) && typeof value !== 'string';
    return [key, isText ? JSON.stringify(value) : value];
  });
  return Object.fromEntries(texts) as JsonObject;
}

const statesOf = ({ definition }: Recording): ReadonlyMap<string, LocatedState> =>
  new Map(everyState(definition).map((state) => [state.name, state]));

/** Name of the state around another, as its path in the definition tells. */
function around({ path }: LocatedState): string | undefined {
  const names = path.filter((_, index) => path[index - 1] === 'States');
  return names.at(-2) as string | undefined;
}

/** What must hold of every run, told as the faults that there are. */
function faultsOf(recording: Recording, run: Run): string[] {
  const states = statesOf(recording);
  return run.states.flatMap((visit) => {
    const state = states.get(visit.name);
    if (!state) return [`${visit.name}: not in the definition`];
    return [
      ...(visit.exitedAt === undefined ? [`${visit.name}: still open`] : []),
      ...(visit.type === state.state.Type ? [] : [`${visit.name}: not a ${visit.type}`]),
      ...(visit.parent?.name === around(state)
        ? []
        : [`${visit.name}: inside ${visit.parent?.name ?? 'nothing'}`]),
      ...(indexFits(visit) ? [] : [`${visit.name}: iteration ${visit.iteration}`]),
      ...(visit.outcome !== 'caught' || 'Catch' in state.state ? [] : [`${visit.name}: caught by nothing`]),
      ...(visit.attempts.some(({ outcome }) => outcome === 'running') ? [`${visit.name}: at work`] : []),
    ];
  });
}

const indexFits = ({ parent, iteration }: StateVisit): boolean =>
  (parent?.type === 'Map') === (iteration !== undefined);

(oracleIsHere ? describe : describe.skip)('every history recorded from AWS', () => {
  const all = oracleIsHere ? recordings() : [];

  it('is there in numbers', () => {
    expect(all.length).toBeGreaterThan(300);
  });

  it('becomes a run of the recorded status whose states are those of the definition, all closed', () => {
    const faults = all.flatMap((recording) => {
      const { run } = take(eventsOf(recording));
      const status = run.status === recording.expected.status ? [] : [`${run.status}: wrong status`];
      return [...status, ...faultsOf(recording, run)].map((fault) => `${recording.id}: ${fault}`);
    });
    expect(faults).toEqual([]);
  });

  it('that failed names the state, its error and its cause', () => {
    const wrong = all
      .filter(({ expected }) => expected.status === 'FAILED')
      .flatMap((recording) => {
        const { run } = take(eventsOf(recording));
        const verdict = judge(run, new Map());
        if (verdict.passed) return [`${recording.id}: passed`];
        const { failure } = verdict;
        const { error } = recording.expected;
        const saidByAws = /while executing the state '([^']+)'/.exec(run.cause ?? '')?.[1];
        const isRight =
          statesOf(recording).has(failure.state ?? '') &&
          failure.state === (saidByAws ?? failure.state) &&
          failure.error === (error ?? '') &&
          run.failedVisit?.error === run.error &&
          run.failedVisit?.cause === run.cause &&
          run.failedVisit?.outcome === 'failed' &&
          !run.states.some(({ parent, outcome }) => parent === run.failedVisit && outcome === 'failed');
        return isRight ? [] : [`${recording.id}: ${failure.path ?? ''} ${failure.error}`];
      });
    expect(wrong).toEqual([]);
  });

  it('that was caught has a state that was', () => {
    const caught = all.filter((recording) => {
      const { run } = take(eventsOf(recording));
      return run.states.some(({ outcome }) => outcome === 'caught');
    });
    expect(caught.length).toBeGreaterThan(20);
  });
});
