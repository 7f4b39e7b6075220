/** A form that starts an execution, and shows it; of an express one, what it answers. */
import type { JSX } from 'preact';
import { useState } from 'preact/hooks';
import type { Json } from '../json.ts';
import { states } from './aws.ts';
import { Dialog } from './dialog.tsx';
import { Trouble } from './parts.tsx';
import { homeOf, linkTo } from './route.ts';
import { Status } from './status.tsx';
import { Text, Value } from './value.tsx';

interface Props {
  readonly machineArn: string;
  readonly isExpress?: boolean;
  /** JSON text to begin with. */
  readonly input?: string;
  readonly onClose: () => void;
}

interface Answer {
  readonly status?: string | undefined;
  readonly output?: string | undefined;
  readonly error?: string | undefined;
  readonly cause?: string | undefined;
}

export function StartDialog({ machineArn, isExpress = false, input: first, onClose }: Props): JSX.Element {
  const [input, setInput] = useState(indented(first ?? '{}'));
  const [name, setName] = useState('');
  const [isBusy, setBusy] = useState(false);
  const [problem, setProblem] = useState<Error>();
  const [answer, setAnswer] = useState<Answer>();
  const mistake = mistakeIn(input);
  const start = async (): Promise<void> => {
    if (mistake !== undefined || isBusy) return;
    setBusy(true);
    setProblem(undefined);
    try {
      const request = { stateMachineArn: machineArn, input, ...(name !== '' && { name }) };
      if (isExpress) {
        setAnswer(await states(homeOf(machineArn), 'StartSyncExecution', request));
      } else {
        const { executionArn = '' } = await states(homeOf(machineArn), 'StartExecution', request);
        onClose();
        location.hash = linkTo('execution', executionArn);
      }
    } catch (thrown) {
      setProblem(thrown as Error);
    } finally {
      setBusy(false);
    }
  };
  return (
    <Dialog title="Start execution" onClose={onClose} onSubmit={() => void start()}>
      <label>
        Input
        <textarea
          rows={12}
          spellcheck={false}
          value={input}
          aria-invalid={mistake !== undefined}
          aria-describedby="mistake"
          onInput={({ currentTarget }) => {
            setInput(currentTarget.value);
          }}
        />
      </label>
      <p id="mistake" class="mistake" aria-live="polite">
        {mistake ?? ''}
      </p>
      <label>
        <span>
          Name <span class="soft">optional: without one it gets a random one</span>
        </span>
        <input
          value={name}
          maxLength={80}
          autocomplete="off"
          onInput={({ currentTarget }) => {
            setName(currentTarget.value);
          }}
        />
      </label>
      <Trouble problem={problem} />
      {answer && <Answered answer={answer} />}
      <div class="actions">
        <button type="button" onClick={onClose}>
          Cancel
        </button>
        <button type="submit" class="primary" disabled={isBusy || mistake !== undefined}>
          Start
        </button>
      </div>
    </Dialog>
  );
}

function Answered({ answer: { status, output, error, cause } }: { readonly answer: Answer }): JSX.Element {
  return (
    <div aria-live="polite">
      <p>
        <Status status={status} /> {error}
      </p>
      {cause !== undefined && <Text title="Cause" text={cause} />}
      {output !== undefined && <Value title="Output" value={JSON.parse(output) as Json} />}
    </div>
  );
}

function indented(text: string): string {
  return mistakeIn(text) === undefined ? JSON.stringify(JSON.parse(text), null, 2) : text;
}

function mistakeIn(text: string): string | undefined {
  try {
    JSON.parse(text);
    return undefined;
  } catch (thrown) {
    return `This is no JSON: ${thrown instanceof Error ? thrown.message : ''}`;
  }
}
