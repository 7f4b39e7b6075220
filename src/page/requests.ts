/** Lines of a function's log → the requests that they belong to. */

export interface LogLine {
  /** Milliseconds since 1970. */
  readonly timestamp: number;
  readonly stream: string;
  readonly message: string;
}

export interface LoggedRequest {
  readonly id: string;
  readonly startedAt: number;
  /** Without those of Lambda's own but its report. */
  readonly lines: readonly string[];
}

interface Attempt {
  readonly startedAt: number;
  /** Undefined while it is at work. */
  readonly endedAt: number | undefined;
  /** Where it is known. */
  readonly requestId: string | undefined;
}

/** Milliseconds by which a request may seem to start before the attempt that makes it. */
const slack = 5;

/**
 * The requests that the function began while the attempt was at work, or the attempt's own where its id is known. An
 * execution environment works on one request at a time: all lines of a stream from one START on are that request's.
 */
export function requestsIn(
  lines: readonly LogLine[],
  { startedAt, endedAt = Infinity, requestId }: Attempt,
): LoggedRequest[] {
  const streams = new Set(lines.map(({ stream }) => stream));
  const all = [...streams].flatMap((name) => requestsOf(lines.filter(({ stream }) => stream === name)));
  const own = all.filter(({ id }) => id === requestId);
  if (own.length > 0) return own;
  return all.filter((one) => one.startedAt >= startedAt - slack && one.startedAt <= endedAt);
}

const first = /^START RequestId: ([0-9a-f-]+)/;
const ofLambda = /^(?:START|END|INIT_START|INIT_REPORT) /;

function requestsOf(stream: readonly LogLine[]): LoggedRequest[] {
  const requests: { id: string; startedAt: number; lines: string[] }[] = [];
  for (const { message, timestamp } of stream) {
    const id = first.exec(message)?.[1];
    if (id !== undefined) requests.push({ id, startedAt: timestamp, lines: [] });
    else if (!ofLambda.test(message)) requests.at(-1)?.lines.push(message.trimEnd());
  }
  return requests;
}
