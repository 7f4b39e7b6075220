/** A case's expectations against its run. */
import jsonata from 'jsonata';
import { isObject, type Json } from '../../json.ts';
import { conditionIn, type TestSpec } from '../../workflow/test.ts';
import { readCause } from '../cause.ts';
import { isOfDefinition, type Run } from '../run.ts';
import { judge } from '../verdict.ts';
import type { Mismatch } from './case.ts';

/** What is not as expected; empty when the case has passed. */
export async function judgeCase(spec: TestSpec, run: Run): Promise<Mismatch[]> {
  return [
    ...compareStatus(spec, run),
    ...compareFailure(spec, run),
    ...(await compareOutput(spec, run)),
    ...comparePath(spec, run),
    ...compareDuration(spec, run),
    ...compareRetries(spec, run),
  ];
}

function compareStatus({ expect, locate }: TestSpec, { status }: Run): Mismatch[] {
  if (expect.status === undefined || expect.status === status) return [];
  return [{ what: 'status', expected: expect.status, actual: status, at: locate(['status']) }];
}

function compareFailure({ expect, locate }: TestSpec, run: Run): Mismatch[] {
  const { error, cause, failedState } = expect;
  const verdict = judge(run, new Map());
  const failure = verdict.passed ? undefined : verdict.failure;
  const mismatch = (what: string, expected: string, actual: string | undefined): Mismatch => ({
    what,
    expected,
    ...(actual !== undefined && { actual }),
    at: locate([what]),
  });
  const causes = failure ? [run.cause ?? '', readCause(run.cause).message] : [];
  return [
    ...(error !== undefined && error !== failure?.error ? [mismatch('error', error, failure?.error)] : []),
    ...(cause !== undefined && !causes.some((text) => text.includes(cause))
      ? [mismatch('cause', cause, causes[1])]
      : []),
    ...(failedState !== undefined && failedState !== failure?.state
      ? [mismatch('failedState', failedState, failure?.state)]
      : []),
  ];
}

async function compareOutput({ expect, locate }: TestSpec, run: Run): Promise<Mismatch[]> {
  const { output: expected } = expect;
  if (expected === undefined) return [];
  const condition = conditionIn(expected);
  if (condition === undefined) {
    return differences(expected, run.output, []).map(({ path, ...values }) => ({
      what: ['output', ...path].join('.'),
      ...values,
      at: locate(['output', ...path]),
    }));
  }
  const problem = await problemWith(condition, run);
  if (problem === undefined) return [];
  const actual = run.output ?? null;
  return [{ what: `output, where ${problem}`, expected, actual, at: locate(['output']) }];
}

/** An expression that calls itself for ever, or takes for ever, ends with an error. */
const limits = { stack: 1_000, timeout: 5_000 };

/** Undefined when the condition holds. */
async function problemWith(condition: string, { input, output }: Run): Promise<string | undefined> {
  try {
    const states = { input, ...(output !== undefined && { output }) };
    const value: unknown = await jsonata(condition, limits).evaluate(output ?? null, { states });
    if (value === true) return undefined;
    return `the condition is ${value === undefined ? 'nothing' : JSON.stringify(value)}`;
  } catch (thrown) {
    const { message } = thrown as { readonly message: string };
    return `the condition cannot be evaluated: ${message}`;
  }
}

interface Difference {
  readonly path: readonly (string | number)[];
  readonly expected: Json;
  readonly actual?: Json;
}

/** Where `actual` lacks what is expected: maps may have more members, lists not more items. */
function differences(expected: Json, actual: Json | undefined, path: Difference['path']): Difference[] {
  const difference = { path, expected, ...(actual !== undefined && { actual }) };
  if (Array.isArray(expected)) {
    const items = expected as readonly Json[];
    if (!Array.isArray(actual) || actual.length !== items.length) return [difference];
    return items.flatMap((item, index) => differences(item, actual[index] as Json, [...path, index]));
  }
  if (!isObject(expected)) return expected === actual ? [] : [difference];
  if (!isObject(actual)) return [difference];
  return Object.entries(expected).flatMap(([key, value]) =>
    differences(value, Object.hasOwn(actual, key) ? actual[key] : undefined, [...path, key]),
  );
}

function comparePath({ expect, locate }: TestSpec, run: Run): Mismatch[] {
  if (!expect.path) return [];
  const actual = run.states.filter(isOfDefinition).map(({ name }) => name);
  if (expect.path.join('\n') === actual.join('\n')) return [];
  return [{ what: 'path', expected: expect.path, actual, at: locate(['path']) }];
}

function compareDuration(
  { expect, locate }: TestSpec,
  { startedAt, stoppedAt = startedAt }: Run,
): Mismatch[] {
  const { maxDurationSeconds: most } = expect;
  const seconds = (stoppedAt - startedAt) / 1_000;
  if (most === undefined || seconds <= most) return [];
  return [
    { what: 'maxDuration', expected: `${most} s`, actual: `${seconds} s`, at: locate(['maxDuration']) },
  ];
}

function compareRetries({ expect, locate }: TestSpec, run: Run): Mismatch[] {
  return Object.entries(expect.retries ?? {}).flatMap(([name, expected]) => {
    const visits = run.states.filter((visit) => visit.name === name && isOfDefinition(visit));
    const actual = visits.reduce((sum, { attempts }) => sum + Math.max(0, attempts.length - 1), 0);
    return actual === expected
      ? []
      : [{ what: `retries of ${name}`, expected, actual, at: locate(['retries', name]) }];
  });
}
