/** Asks before an execution is stopped. */
import type { JSX } from 'preact';
import { useState } from 'preact/hooks';
import { states } from './aws.ts';
import { Dialog } from './dialog.tsx';
import { Trouble } from './parts.tsx';
import { homeOf } from './route.ts';

export function StopDialog({
  arn,
  onClose,
}: {
  readonly arn: string;
  readonly onClose: () => void;
}): JSX.Element {
  const [cause, setCause] = useState('');
  const [problem, setProblem] = useState<Error>();
  const stop = async (): Promise<void> => {
    try {
      await states(homeOf(arn), 'StopExecution', { executionArn: arn, ...(cause !== '' && { cause }) });
      onClose();
    } catch (thrown) {
      setProblem(thrown as Error);
    }
  };
  return (
    <Dialog title="Stop this execution?" onClose={onClose} onSubmit={() => void stop()}>
      <label>
        <span>
          Cause <span class="soft">optional</span>
        </span>
        <input
          value={cause}
          maxLength={32_768}
          onInput={({ currentTarget }) => {
            setCause(currentTarget.value);
          }}
        />
      </label>
      <Trouble problem={problem} />
      <div class="actions">
        <button type="button" onClick={onClose}>
          Let it run
        </button>
        <button type="submit" class="danger">
          Stop it
        </button>
      </div>
    </Dialog>
  );
}
