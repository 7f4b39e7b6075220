/** Executions, newest first. */
import type { JSX } from 'preact';
import type { ExecutionItem } from './aws.ts';
import { linkTo, machineOf, nameOf } from './route.ts';
import { lookOfStatus, Status } from './status.tsx';
import { ago, dateAndTime, lasted } from './time.ts';

interface Props {
  readonly executions: readonly ExecutionItem[];
  /** Whether they are of different state machines. */
  readonly withMachine?: boolean;
}

export function ExecutionTable({ executions, withMachine = false }: Props): JSX.Element {
  return (
    <div class="wide" tabIndex={0} role="region" aria-label="Executions, table">
      <table class="executions">
        <thead>
          <tr>
            <th scope="col">Status</th>
            <th scope="col">Execution</th>
            {withMachine && <th scope="col">State machine</th>}
            <th scope="col">Started</th>
            <th scope="col" class="number">
              Duration
            </th>
          </tr>
        </thead>
        <tbody>
          {executions.map((one) => (
            <Row key={one.executionArn} execution={one} withMachine={withMachine} />
          ))}
        </tbody>
      </table>
    </div>
  );
}

function Row({ execution, withMachine }: { execution: ExecutionItem; withMachine: boolean }): JSX.Element {
  const { executionArn: arn = '', name, status, startDate = 0, stopDate, redriveCount = 0 } = execution;
  return (
    <tr class={lookOfStatus(status)}>
      <td>
        <Status status={status} />
      </td>
      <th scope="row">
        <a href={linkTo('execution', arn)}>{name}</a>
        {redriveCount > 0 && <span class="soft"> redriven {redriveCount}×</span>}
      </th>
      {withMachine && (
        <td>
          <a href={linkTo('machine', machineOf(arn))}>{nameOf(machineOf(arn))}</a>
        </td>
      )}
      <td title={dateAndTime(startDate)}>{ago(startDate)}</td>
      <td class="number">{lasted(startDate, stopDate)}</td>
    </tr>
  );
}
