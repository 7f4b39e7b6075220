/** One execution: running, or what is known of it afterwards. */
import type { ExecutionStatus } from '@aws-sdk/client-sfn';
import type { Checkpoint, Outcome, Program } from '../asl/index.ts';
import type { History } from './history.ts';
import type { MockedStates } from './mocks.ts';
import type { Identity, Revision } from './state-machine.ts';

/** What is fixed when an execution starts. */
export interface Launch {
  readonly arn: string;
  readonly name: string;
  /** For a child of a map run: the machine with the state's label behind its name. */
  readonly machine: Identity;
  readonly revision: Revision;
  readonly program: Program;
  /** JSON text. */
  readonly input: string;
  /** Milliseconds since 1970. */
  readonly startDate: number;
  readonly versionArn?: string;
  readonly aliasArn?: string;
  readonly mapRunArn?: string;
  /** How many items of the map run it works on. */
  readonly itemCount?: number;
  readonly traceHeader?: string;
  /** Answers instead of calls; a map run's children have those of the execution that started it, and count their own calls. */
  readonly mocked?: MockedStates;
}

export class Execution {
  readonly launch: Launch;
  readonly history: History;
  /** Aborted to stop it, with a StopRequest. */
  stopper = new AbortController();
  redriveCount = 0;
  /** Milliseconds since 1970, of the last redrive. */
  redriveDate: number | undefined;
  /** The client's token of the last redrive. */
  redriveToken: string | undefined;
  /** Where it stood when it ended unsuccessfully. */
  checkpoint: Checkpoint | undefined;
  #outcome: Outcome | undefined;
  #stopDate: number | undefined;

  constructor(launch: Launch, history: History) {
    this.launch = launch;
    this.history = history;
  }

  get arn(): string {
    return this.launch.arn;
  }

  get status(): ExecutionStatus {
    return this.#outcome?.status ?? 'RUNNING';
  }

  get outcome(): Outcome | undefined {
    return this.#outcome;
  }

  /** Milliseconds since 1970; nothing while it runs. */
  get stopDate(): number | undefined {
    return this.#stopDate;
  }

  /** Begins to run again. */
  redrive(now: number): void {
    this.redriveCount++;
    this.redriveDate = now;
    this.stopper = new AbortController();
    this.#outcome = undefined;
    this.#stopDate = undefined;
  }

  end(outcome: Outcome, now: number): void {
    this.#outcome = outcome;
    this.#stopDate = now;
  }
}
