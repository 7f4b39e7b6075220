/** One step of a workflow: one ASL state. */
import type { Position } from '../errors.ts';
import type { Json, JsonObject } from '../json.ts';
import type { Path, QueryLanguage } from './workflow.ts';

/** The kind-specific part keeps ASL's own words. */
export type Step = StepCommon &
  (
    | FunctionStep
    | ServiceStep
    | WorkflowStep
    | ActivityStep
    | HttpStep
    | PassStep
    | WaitStep
    | ChoiceStep
    | ParallelStep
    | MapStep
    | SucceedStep
    | FailStep
    | RawStep
  );

export interface StepCommon {
  /** The state's name: given, or derived from the step (unique in the machine). */
  readonly name: string;
  readonly at: Position;
  /** Where the step stands in the file. */
  readonly path: Path;
  readonly comment?: string;
  readonly queryLanguage: QueryLanguage;
  /** Name of the following state; undefined with `end` false means: the next in the list, or the end after the last. */
  readonly next?: string;
  readonly end: boolean;
  /** ASL fields that are passed on as they are: `Assign`, `Output`, `Arguments`, `TimeoutSeconds`, …, in ASL's own capitals. */
  readonly fields: JsonObject;
  readonly retry?: readonly RetrySpec[];
  readonly catch?: readonly CatchSpec[];
}

/** What a Task waits for beside the answer: the end of the job, or the return of the task token. */
export type Pattern = 'sync' | 'waitForTaskToken';

export interface FunctionStep {
  readonly kind: 'function';
  /** A key of Workflow.functions, or the ARN of a function that is not ours. */
  readonly function: { readonly key: string } | { readonly arn: string };
  readonly payload?: Json;
  readonly pattern?: 'waitForTaskToken';
}
export interface ServiceStep {
  readonly kind: 'service';
  /** An optimised integration's name such as `dynamodb`, or `aws-sdk:` and the SDK's name. */
  readonly service: string;
  /** In camelCase: `putItem`. */
  readonly operation: string;
  readonly pattern?: Pattern;
}
export interface WorkflowStep {
  readonly kind: 'workflow';
  /** Name or ARN of the state machine, with or without a version or alias; or an expression that gives the ARN. */
  readonly stateMachine: string;
  /** What it executes with; the step's own input unless given. */
  readonly input?: Json;
  readonly pattern?: Pattern;
}
export interface ActivityStep {
  readonly kind: 'activity';
  /** Name or ARN. */
  readonly activity: string;
}
export interface HttpStep {
  readonly kind: 'http';
  readonly method: string;
  readonly url: string;
  /** ARN of the connection of EventBridge. */
  readonly connection: string;
  /** What else the request has, in ASL's capitals: `Headers`, `QueryParameters`, `RequestBody`, `Transform`. */
  readonly request: JsonObject;
}
export interface PassStep {
  readonly kind: 'pass';
  readonly value?: Json;
}
export interface WaitStep {
  readonly kind: 'wait';
  readonly wait: { readonly seconds: number | string } | { readonly until: string };
}
export interface ChoiceStep {
  readonly kind: 'choice';
  /** Each rule is a JSONata condition (with its `{% %}`) or a JSONPath comparison in ASL's capitals. */
  readonly rules: readonly {
    readonly when: string | JsonObject;
    readonly next: string;
    readonly fields: JsonObject;
  }[];
  readonly default?: string;
}
export interface ParallelStep {
  readonly kind: 'parallel';
  readonly branches: readonly StepList[];
}
export interface MapStep {
  readonly kind: 'map';
  /** `Items`, `MaxConcurrency`, `ItemReader`, … in ASL's capitals. */
  readonly settings: JsonObject;
  /** How the items are worked on; undefined: within the execution, as ASL has it. */
  readonly processorConfig?: JsonObject;
  /** What is done with each item. */
  readonly processor: StepList;
}
export interface SucceedStep {
  readonly kind: 'succeed';
  readonly output?: Json;
}
export interface FailStep {
  readonly kind: 'fail';
  readonly error?: string;
  readonly cause?: string;
}
/** A state in ASL, copied as it is. */
export interface RawStep {
  readonly kind: 'state';
  readonly state: JsonObject;
}

/** Steps inside of another step, of which the first is where it starts. */
export interface StepList {
  readonly comment?: string;
  readonly steps: readonly Step[];
}

export interface RetrySpec {
  readonly errorEquals: readonly string[];
  readonly intervalSeconds?: number;
  readonly maxAttempts?: number;
  readonly backoffRate?: number;
  readonly maxDelaySeconds?: number;
  readonly jitterStrategy?: 'FULL' | 'NONE';
}
export interface CatchSpec {
  readonly errorEquals: readonly string[];
  readonly next: string;
  /** `Output`, `Assign` or `ResultPath`, in ASL's capitals. */
  readonly fields: JsonObject;
}

/** The lists of steps inside of a step. */
export function innerLists(step: Step): readonly StepList[] {
  if (step.kind === 'parallel') return step.branches;
  return step.kind === 'map' ? [step.processor] : [];
}
