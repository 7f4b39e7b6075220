/** What the function logged that a state has called. */
import type { JSX } from 'preact';
import { useState } from 'preact/hooks';
import type { Attempt, StateVisit } from '../run/run.ts';
import { readCause } from '../run/cause.ts';
import { filterLogEvents, getFunctionConfiguration, Refusal } from './aws.ts';
import { Trouble } from './parts.tsx';
import { usePolling } from './poll.ts';
import { requestsIn, type LogLine } from './requests.ts';
import { homeOf } from './route.ts';
import { Text } from './value.tsx';

/** Milliseconds: while it works, and when it may log no more. */
const [lively, quiet] = [700, 5_000];
/** Milliseconds by which clocks may differ, and in which the last lines come. */
const margin = 1_000;

export function Logs({
  arn,
  visit,
}: {
  readonly arn: string;
  readonly visit: StateVisit;
}): JSX.Element | null {
  const attempt = visit.attempts.at(-1);
  if (attempt?.functionName === undefined) return null;
  return <FunctionLogs arn={arn} attempt={attempt} name={attempt.functionName} cause={visit.cause} />;
}

interface Props {
  readonly arn: string;
  readonly attempt: Attempt;
  readonly name: string;
  readonly cause: string | undefined;
}

function FunctionLogs({ arn, attempt, name, cause }: Props): JSX.Element {
  const [lines, setLines] = useState<readonly LogLine[]>();
  const [group, setGroup] = useState<string>();
  const { startedAt, endedAt } = attempt;
  const { problem } = usePolling(
    async (signal) => {
      const logGroup = group ?? (await logGroupOf(arn, name, signal));
      setGroup(logGroup);
      setLines(await linesOf(arn, { logGroup, startedAt, endedAt }, signal));
      return endedAt === undefined ? lively : quiet;
    },
    `${name} ${startedAt} ${endedAt ?? ''}`,
  );
  const { requestId } = readCause(cause);
  const requests = requestsIn(lines ?? [], { startedAt, endedAt, requestId });
  const text = requests.flatMap((one) => one.lines).join('\n');
  return (
    <section class="logs" aria-label="Log">
      <Trouble problem={problem} />
      {text !== '' ? (
        <Text
          title={`Log of ${name}${requests.length > 1 ? `, ${requests.length} requests at that time` : ''}`}
          text={text}
        />
      ) : (
        lines && <p class="soft">{name} has logged nothing.</p>
      )}
    </section>
  );
}

/** The default, unless the function says otherwise. */
async function logGroupOf(arn: string, name: string, signal: AbortSignal): Promise<string> {
  const usual = `/aws/lambda/${name}`;
  try {
    const { LoggingConfig: logging } = await getFunctionConfiguration(homeOf(arn), name, signal);
    return logging?.LogGroup ?? usual;
  } catch (thrown) {
    if (thrown instanceof Refusal) return usual;
    throw thrown;
  }
}

async function linesOf(
  arn: string,
  { logGroup, startedAt, endedAt }: { logGroup: string; startedAt: number; endedAt: number | undefined },
  signal: AbortSignal,
): Promise<readonly LogLine[]> {
  const request = {
    logGroupName: logGroup,
    startTime: startedAt - margin,
    ...(endedAt !== undefined && { endTime: endedAt + margin }),
  };
  try {
    const { events = [] } = await filterLogEvents(homeOf(arn), request, signal);
    return events.map(({ message = '', timestamp = 0, logStreamName = '' }) => ({
      message,
      timestamp,
      stream: logStreamName,
    }));
  } catch (thrown) {
    if (thrown instanceof Refusal && thrown.code.startsWith('ResourceNotFound')) return [];
    throw thrown;
  }
}
