import type { Json } from '../../json.ts';
import type { Outcome, StateMachineType } from './environment.ts';
import type { Program } from './program.ts';

/** Opens the map runs of distributed Map states; the service keeps them and their child executions as real ones. */
export interface MapRuns {
  open(request: MapRunRequest): MapRun;
}

export interface MapRunRequest {
  /** The state's Label, or its name as AWS makes a label of it: part of the ARNs. */
  readonly label: string;
  /** What each child execution runs. */
  readonly program: Program;
  readonly executionType: StateMachineType;
  readonly limits: MapRunLimits;
}

/** UpdateMapRun may change them while the run goes on. */
export interface MapRunLimits {
  /** 0: as many as AWS allows. */
  readonly maxConcurrency: number;
  readonly toleratedFailureCount: number;
  /** 0 to 100. */
  readonly toleratedFailurePercentage: number;
}

export interface MapRun {
  readonly arn: string;
  /** The limits of this moment: asked before each child is started and after each one has ended. */
  limits(): MapRunLimits;
  /** Tells how many items there are, once the reader has found out (DescribeMapRun's itemCounts). */
  total(items: number): void;
  /**
   * Starts a child execution and waits for its end. `items` is how many items its input holds (more than one with a batcher). Aborting
   * the signal stops the child. Never rejects for what the child does; rejects with TaskFailure where the role may not start it.
   */
  run(child: { readonly input: Json; readonly items: number }, signal: AbortSignal): Promise<ChildResult>;
  close(status: 'SUCCEEDED' | 'FAILED' | 'ABORTED'): void;
}

/** A finished child and what a ResultWriter tells of it. */
export interface ChildResult {
  readonly outcome: Outcome;
  readonly executionArn: string;
  readonly name: string;
  /** Milliseconds since 1970. */
  readonly startTime: number;
  readonly stopTime: number;
}
