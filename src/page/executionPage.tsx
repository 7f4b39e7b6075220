/** An execution as it goes: why it failed first, where it is, and everything that happened. */
import type { JSX } from 'preact';
import { useMemo, useReducer, useState } from 'preact/hooks';
import type { Json } from '../json.ts';
import { readGraph } from '../report/graph/graph.ts';
import { lookOf } from '../report/graph/standing.ts';
import { isOfDefinition, type Run, type StateVisit } from '../run/run.ts';
import { states } from './aws.ts';
import { EventList } from './eventList.tsx';
import { ExecutionHead } from './executionHead.tsx';
import { Followed } from './follow.ts';
import { Inspector } from './inspector.tsx';
import { Card, Trouble } from './parts.tsx';
import { Picture } from './picture.tsx';
import { usePolling, type Polling } from './poll.ts';
import { homeOf } from './route.ts';
import { Tabs } from './tabs.tsx';
import { Timeline } from './timeline.tsx';
import { Value } from './value.tsx';

/** Milliseconds: of one that runs, and of one that may be redriven. */
const [lively, quiet] = [350, 2_500];

export function ExecutionPage({ arn }: { readonly arn: string }): JSX.Element {
  const { followed, definition, problem, again } = useExecution(arn);
  const graph = useMemo(() => (definition === undefined ? undefined : readGraph(definition)), [definition]);
  const [choice, setChoice] = useState<StateVisit>();
  const { run, described, events } = followed;
  const visit = choice ?? whereItIs(run);
  const choose = (one: StateVisit): void => {
    setChoice(one);
  };
  const chooseState = (name: string): void => {
    const visits = run.states.filter((one) => one.name === name && isOfDefinition(one));
    setChoice(visits.find((one) => lookOf(one, run.failedVisit) === 'failed') ?? visits.at(-1));
  };
  return (
    <>
      <ExecutionHead followed={followed} onChange={again} />
      <Trouble problem={problem} />
      {described && (
        <div class="halves workplace">
          <Card title="Graph" name="graphCard">
            {graph && (
              <Picture graph={graph} name="Graph" run={run} chosen={visit?.name} onChoose={chooseState} />
            )}
          </Card>
          <Inspector run={run} visit={visit} onChoose={choose} arn={arn} />
        </div>
      )}
      {described && (
        <Tabs
          label="What happened"
          tabs={[
            ['Timeline', () => <Timeline run={run} chosen={visit} onChoose={choose} />],
            [`Events (${events.length})`, () => <EventList run={run} events={events} />],
            ['Input and output', () => <InAndOut run={run} />],
            ['Definition', () => <Value title="Definition" value={definition} />],
          ]}
        />
      )}
    </>
  );
}

/** What failed; else what runs; else where it ended. */
function whereItIs(run: Run): StateVisit | undefined {
  const running = run.states.findLast(
    ({ exitedAt, type }) => exitedAt === undefined && !/^(Map|Parallel)$/.test(type),
  );
  return run.failedVisit ?? running ?? run.states.findLast(isOfDefinition);
}

function InAndOut({ run: { input, output } }: { readonly run: Run }): JSX.Element {
  return (
    <div class="pair">
      <Value title="Input of the execution" value={input} />
      <Value title="Output of the execution" value={output} />
    </div>
  );
}

interface Watched extends Polling {
  readonly followed: Followed;
  readonly definition: Json | undefined;
}

function useExecution(arn: string): Watched {
  const [followed] = useState(() => new Followed(arn));
  const [definition, setDefinition] = useState<Json>();
  const [, redraw] = useReducer((count: number) => count + 1, 0);
  const tell = (): void => {
    redraw(undefined);
  };
  const polling = usePolling(async (signal) => {
    await followed.look(signal, tell);
    if (definition === undefined) {
      const request = { executionArn: arn };
      const machine = await states(homeOf(arn), 'DescribeStateMachineForExecution', request, signal);
      setDefinition(JSON.parse(machine.definition ?? 'null') as Json);
    }
    // Time goes on, also where nothing happens.
    tell();
    return followed.isRunning ? lively : quiet;
  }, arn);
  return { ...polling, followed, definition };
}
