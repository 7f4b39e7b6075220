/** A state machine: its executions, its graph, its definition, and a way to start it. */
import type { JSX } from 'preact';
import { useMemo, useState } from 'preact/hooks';
import type { Json } from '../json.ts';
import { readGraph } from '../report/graph/graph.ts';
import { states, type Machine } from './aws.ts';
import { ExecutionList } from './executionList.tsx';
import { Picture } from './picture.tsx';
import { Card, Copy, Crumbs, Empty, Trouble } from './parts.tsx';
import { usePolling } from './poll.ts';
import { homeOf } from './route.ts';
import { StartDialog } from './startDialog.tsx';
import { Value } from './value.tsx';

/** Milliseconds. */
const interval = 3_000;

export function MachinePage({ arn }: { readonly arn: string }): JSX.Element {
  const [machine, setMachine] = useState<Machine>();
  const [startInput, setStartInput] = useState<string>();
  const { problem } = usePolling(async (signal) => {
    setMachine(await states(homeOf(arn), 'DescribeStateMachine', { stateMachineArn: arn }, signal));
    return interval;
  }, arn);
  const { definition: text } = machine ?? {};
  const definition = useMemo(() => (text === undefined ? undefined : (JSON.parse(text) as Json)), [text]);
  const { account, region } = homeOf(arn);
  document.title = `${machine?.name ?? ''} · Stepline local`;
  return (
    <>
      <Crumbs>
        <a href="#/">State machines</a>
      </Crumbs>
      <div class="head">
        <div>
          <h1>{machine?.name ?? '…'}</h1>
          <p class="facts">
            <span>{machine?.type === 'EXPRESS' ? 'Express' : 'Standard'}</span>
            <span>{region}</span>
            <span>{account}</span>
            <span class="arn">
              <code>{arn}</code> <Copy text={arn} what="the ARN" />
            </span>
          </p>
        </div>
        <div class="actions">
          <button
            type="button"
            class="primary"
            disabled={!machine}
            onClick={() => void lastInput(arn, machine?.type).then(setStartInput)}
          >
            Start execution
          </button>
        </div>
      </div>
      <Trouble problem={problem} />
      {machine && startInput !== undefined && (
        <StartDialog
          machineArn={arn}
          isExpress={machine.type === 'EXPRESS'}
          input={startInput}
          onClose={() => {
            setStartInput(undefined);
          }}
        />
      )}
      {machine && definition !== undefined && (
        <div class="halves">
          {machine.type === 'EXPRESS' ? (
            <Card title="Executions">
              <Empty title="Express executions are not kept">
                <p class="soft">Start one to see what it answers; its events are where its logging says.</p>
              </Empty>
            </Card>
          ) : (
            <ExecutionList of={{ stateMachineArn: arn }} title="Executions" />
          )}
          <Card title="Workflow">
            <Picture graph={readGraph(definition)} name="Workflow" />
            <details>
              <summary>Definition</summary>
              <Value title="Definition" value={definition} />
            </details>
          </Card>
        </div>
      )}
    </>
  );
}

/** What it was started with the last time: most often that is what one wants to try again. */
async function lastInput(stateMachineArn: string, type: Machine['type']): Promise<string> {
  try {
    if (type === 'EXPRESS') return '{}';
    const home = homeOf(stateMachineArn);
    const { executions = [] } = await states(home, 'ListExecutions', { stateMachineArn, maxResults: 1 });
    const { executionArn } = executions[0] ?? {};
    if (executionArn === undefined) return '{}';
    return (await states(home, 'DescribeExecution', { executionArn })).input ?? '{}';
  } catch {
    // The form says what is wrong when it is sent.
    return '{}';
  }
}
