/** How an execution stands, why it failed, and what can be done with it. */
import type { JSX } from 'preact';
import { useState } from 'preact/hooks';
import { isObject } from '../json.ts';
import { markOf } from '../report/graph/words.ts';
import { printable, printableLine } from '../report/printable.ts';
import { readCause } from '../run/cause.ts';
import { pathOf, type Run } from '../run/run.ts';
import { states } from './aws.ts';
import type { Followed } from './follow.ts';
import { Copy, Crumbs, Trouble } from './parts.tsx';
import { homeOf, linkTo, machineOf, nameOf } from './route.ts';
import { StartDialog } from './startDialog.tsx';
import { lookOfStatus } from './status.tsx';
import { StopDialog } from './stopDialog.tsx';
import { ago, dateAndTime, lasted } from './time.ts';

interface Props {
  readonly followed: Followed;
  /** Something was done with it. */
  readonly onChange: () => void;
}

export function ExecutionHead({ followed, onChange }: Props): JSX.Element {
  const { described, status, run, arn } = followed;
  const look = lookOfStatus(status);
  const where = run.failedVisit && printableLine(pathOf(run.failedVisit));
  document.title = `${markOf(look)} ${nameOf(arn)} · Stepline local`;
  return (
    <header class={`execution ${look}`}>
      <Way followed={followed} />
      <div class="head">
        <div>
          <h1>
            <span class="seal" aria-hidden="true">
              {markOf(look)}
            </span>
            <span aria-live="polite">
              {status ?? '…'}
              {where !== undefined && (
                <>
                  {' '}
                  at <em>{where}</em>
                </>
              )}
            </span>
          </h1>
          <Facts followed={followed} />
        </div>
        <Actions followed={followed} onChange={onChange} />
      </div>
      {look === 'failed' && <Why run={run} error={described?.error} cause={described?.cause} />}
    </header>
  );
}

function Way({ followed: { arn, described, run } }: { readonly followed: Followed }): JSX.Element {
  const machine = machineOf(arn);
  const { input } = run;
  const starter = isObject(input) ? input.AWS_STEP_FUNCTIONS_STARTED_BY_EXECUTION_ID : undefined;
  return (
    <Crumbs>
      <a href="#/">State machines</a>
      <a href={linkTo('machine', machine)}>{nameOf(machine)}</a>
      {described?.mapRunArn !== undefined && <a href={linkTo('mapRun', described.mapRunArn)}>Map run</a>}
      {typeof starter === 'string' && <a href={linkTo('execution', starter)}>Started by {nameOf(starter)}</a>}
    </Crumbs>
  );
}

function Facts({ followed: { arn, described, run } }: { readonly followed: Followed }): JSX.Element {
  const { startDate = 0, stopDate, redriveCount = 0 } = described ?? {};
  const { length } = run.states;
  return (
    <p class="facts">
      <span>{lasted(startDate, stopDate)}</span>
      <span title={dateAndTime(startDate)}>started {ago(startDate)}</span>
      <span>
        {length.toLocaleString()} {length === 1 ? 'state' : 'states'} visited
      </span>
      {redriveCount > 0 && <span>redriven {redriveCount}×</span>}
      <span class="arn">
        <code>{nameOf(arn)}</code> <Copy text={arn} what="the ARN" />
      </span>
    </p>
  );
}

/** The longest that is shown before the graph; the inspector has all of it. */
const longest = 600;

function Why({
  run,
  error,
  cause,
}: {
  readonly run: Run;
  readonly error: string | undefined;
  readonly cause: string | undefined;
}): JSX.Element {
  const { message } = readCause(cause ?? run.cause);
  return (
    <p class="why" role="status">
      <strong>{error ?? run.error ?? 'It failed without a name'}</strong>{' '}
      <span>{printable(message.slice(0, longest))}</span>
    </p>
  );
}

function Actions({ followed: { arn, described, status, run }, onChange }: Props): JSX.Element {
  const [open, setOpen] = useState<'start' | 'stop'>();
  const [problem, setProblem] = useState<Error>();
  const close = (): void => {
    setOpen(undefined);
  };
  const redrive = async (): Promise<void> => {
    try {
      await states(homeOf(arn), 'RedriveExecution', { executionArn: arn });
      setProblem(undefined);
    } catch (thrown) {
      setProblem(thrown as Error);
    }
    onChange();
  };
  return (
    <div class="actions">
      <Trouble problem={problem} />
      {status === 'RUNNING' && (
        <button
          type="button"
          class="danger"
          onClick={() => {
            setOpen('stop');
          }}
        >
          Stop
        </button>
      )}
      {described?.redriveStatus === 'REDRIVABLE' && (
        <button type="button" class="primary" onClick={() => void redrive()}>
          Redrive
        </button>
      )}
      {described && described.mapRunArn === undefined && (
        <button
          type="button"
          onClick={() => {
            setOpen('start');
          }}
        >
          Start again…
        </button>
      )}
      {open === 'start' && (
        <StartDialog
          machineArn={described?.stateMachineArn ?? ''}
          input={JSON.stringify(run.input)}
          onClose={close}
        />
      )}
      {open === 'stop' && (
        <StopDialog
          arn={arn}
          onClose={() => {
            close();
            onChange();
          }}
        />
      )}
    </div>
  );
}
