/** What became of an asynchronous invocation, as destinations and dead letters tell it. */
import type { Json, JsonObject } from '../../../json.ts';
import type { Execution } from '../execution/execution-environment.ts';
import type { Admitted } from '../invoke/invoke.ts';
import { latestVersion } from '../model.ts';
import { functionArn } from '../names.ts';

/** An attempt that ran to its end. */
export interface Attempt {
  readonly execution: Execution;
  /** The version that served. */
  readonly version: string;
}

/** How an event ended, in AWS's names (recorded). */
export interface Conclusion {
  readonly condition: 'Success' | 'RetriesExhausted' | 'EventAgeExceeded' | 'ZeroReservedConcurrency';
  readonly attempts: number;
  /** Undefined when none of them ran. */
  readonly last?: Attempt | undefined;
}

/** The function as the invocation named it, always with a qualifier. */
export function invokedArn({ reference }: Admitted): string {
  return functionArn({ qualifier: latestVersion, ...reference });
}

/** The record that destinations get (AWS Lambda developer guide, "Retaining records of asynchronous invocations"; recorded). */
export function invocationRecord(
  event: Admitted,
  { condition, attempts, last }: Conclusion,
  now: number,
): JsonObject {
  return {
    version: '1.0',
    timestamp: new Date(now).toISOString(),
    requestContext: {
      requestId: event.requestId,
      functionArn: invokedArn(event),
      condition,
      approximateInvokeCount: attempts,
    },
    requestPayload: jsonOf(event.payload),
    ...(last && {
      responseContext: responseContext(last),
      responsePayload: jsonOf(last.execution.payload),
    }),
  };
}

function responseContext({ execution: { functionError }, version }: Attempt): JsonObject {
  return {
    statusCode: 200,
    executedVersion: version,
    ...(functionError !== undefined && { functionError }),
  };
}

/** A function may answer what is no JSON: then it is a text. */
export function jsonOf(payload: Buffer): Json {
  const text = payload.toString();
  try {
    return JSON.parse(text) as Json;
  } catch {
    return text;
  }
}
