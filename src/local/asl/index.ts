/**
 * The Amazon States Language interpreter. Whoever keeps executions hands an Environment to `runExecution` and gets the Outcome.
 *
 * - `checkDefinition(text, type): readonly Diagnostic[]`: what is wrong with a definition, in AWS's words; none where it may be created
 * - `parseDefinition(text): Program`: throws for a text that checkDefinition finds errors in
 * - `runExecution(program, environment): Promise<Outcome>`: runs to the end, writes the whole history (ExecutionStarted to Execution…);
 *   never rejects for anything a definition, an input or a task can do
 */
export { checkDefinition } from './check/check-definition.ts';
export { parseText } from './check/json-text.ts';
export { invalidDefinitionMessage } from './diagnostic.ts';
export type { Diagnostic } from './diagnostic.ts';
export { testState } from './test-state/test-state.ts';
export { TestStateRefusal } from './test-state/refusal.ts';
export type { TestedState, TestStateEnvironment, TestStateRequest } from './test-state/request.ts';
export type { Checkpoint, Part } from './checkpoint.ts';
export { StopRequest } from './environment.ts';
export type {
  Environment,
  ExecutionFacts,
  Outcome,
  StateMachineFacts,
  StateMachineType,
} from './environment.ts';
export { executionAborted } from './events/execution.ts';
export { runExecution } from './execution.ts';
export type { EventBody, HistorySink } from './history.ts';
export type { ChildResult, MapRun, MapRunLimits, MapRunRequest, MapRuns } from './map-runs.ts';
export { parseDefinition } from './parse.ts';
export type { Program } from './program.ts';
export { actionName, parseResource } from './resource.ts';
export type { ActivityResource, FunctionResource, ServiceResource, TaskResource } from './resource.ts';
export { InvalidTask, TaskFailure } from './task-runner.ts';
export type { TaskCall, TaskFacts, TaskRunner } from './task-runner.ts';
