/** All state machines, and how their last executions went. */
import type { JSX } from 'preact';
import { useState } from 'preact/hooks';
import { homes, states, type ExecutionItem, type MachineItem } from './aws.ts';
import { ExecutionTable } from './executionTable.tsx';
import { Card, Empty, Trouble } from './parts.tsx';
import { usePolling } from './poll.ts';
import { homeOf, linkTo, type Home } from './route.ts';
import { Sparkline } from './sparkline.tsx';
import { Status } from './status.tsx';
import { ago } from './time.ts';

interface Overview {
  readonly machine: MachineItem;
  /** Newest first; none of an express machine, of which AWS lists none. */
  readonly executions: readonly ExecutionItem[];
}

const lastExecutions = 24;
const recentExecutions = 15;
/** Milliseconds, and as many more for each state machine: each is a request. */
const [interval, perMachine] = [1_500, 20];

export function HomePage(): JSX.Element {
  const [overviews, setOverviews] = useState<readonly Overview[]>();
  const { problem } = usePolling(async (signal) => {
    const all = await Promise.all((await homes(signal)).map((home) => overviewsOf(home, signal)));
    const found = all.flat().sort((one, other) => lastStart(other) - lastStart(one));
    setOverviews(found);
    return interval + found.length * perMachine;
  }, 'home');
  document.title = 'Stepline local';
  return (
    <>
      <h1>State machines</h1>
      <Trouble problem={problem} />
      {overviews?.length === 0 && <Beginning />}
      {overviews !== undefined && overviews.length > 0 && (
        <>
          <ul class="machines">
            {overviews.map((one) => (
              <MachineCard key={one.machine.stateMachineArn} {...one} />
            ))}
          </ul>
          <Recent overviews={overviews} />
        </>
      )}
    </>
  );
}

async function overviewsOf(home: Home, signal: AbortSignal): Promise<Overview[]> {
  const { stateMachines = [] } = await states(home, 'ListStateMachines', { maxResults: 1_000 }, signal);
  return Promise.all(
    stateMachines.map(async (machine) => {
      if (machine.type === 'EXPRESS') return { machine, executions: [] };
      const request = { stateMachineArn: machine.stateMachineArn, maxResults: lastExecutions };
      return {
        machine,
        executions: (await states(home, 'ListExecutions', request, signal)).executions ?? [],
      };
    }),
  );
}

function lastStart({ machine, executions }: Overview): number {
  return executions[0]?.startDate ?? machine.creationDate ?? 0;
}

function MachineCard({ machine, executions }: Overview): JSX.Element {
  const { name = '', stateMachineArn: arn = '', type } = machine;
  const { account, region } = homeOf(arn);
  const [last] = executions;
  return (
    <li class="machine">
      <a class="machineName" href={linkTo('machine', arn)}>
        {name}
      </a>
      <p class="soft">
        {type === 'EXPRESS' ? 'Express · ' : ''}
        {region} · {account}
      </p>
      {executions.length > 0 && <Sparkline executions={executions} />}
      <p class="machineLast">
        {last ? (
          <>
            <Status status={last.status} /> <span class="soft">{ago(last.startDate ?? 0)}</span>
          </>
        ) : (
          <span class="soft">{type === 'EXPRESS' ? 'Keeps no executions' : 'Never executed'}</span>
        )}
      </p>
    </li>
  );
}

function Recent({ overviews }: { readonly overviews: readonly Overview[] }): JSX.Element | null {
  const recent = overviews
    .flatMap(({ executions }) => executions)
    .sort((one, other) => (other.startDate ?? 0) - (one.startDate ?? 0))
    .slice(0, recentExecutions);
  if (recent.length === 0) return null;
  return (
    <Card title="Last executions">
      <ExecutionTable executions={recent} withMachine />
    </Card>
  );
}

function Beginning(): JSX.Element {
  return (
    <Empty title="Nothing is deployed here yet">
      <p>Run a workflow against this endpoint, and it appears:</p>
      <pre tabIndex={0}>{`export AWS_ENDPOINT_URL=${location.origin}
export AWS_ACCESS_KEY_ID=test AWS_SECRET_ACCESS_KEY=test AWS_REGION=us-east-1
stepline deploy workflow.yaml --aws`}</pre>
      <p class="soft">
        Any other AWS client with this endpoint does as well: the AWS CLI, an SDK, Terraform.
      </p>
    </Empty>
  );
}
