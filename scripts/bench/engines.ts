/** The two interpreters, each as a function that runs one execution to its end. */
import { StateMachine } from 'aws-local-stepfunctions';
import type { StateMachineDefinition } from 'aws-local-stepfunctions';
import { systemClock, unhurried } from '../../src/clock.ts';
import { parseDefinition, runExecution } from '../../src/local/asl/index.ts';
import type { Environment, StateMachineType } from '../../src/local/asl/index.ts';
import { History } from '../../src/local/states/history.ts';
import type { Workload } from './definitions.ts';

/** Ours, with the history that GetExecutionHistory reads. Rejects unless the execution succeeds with the events it must have. */
export function ours(
  { definition, input }: Workload,
  type: StateMachineType = 'STANDARD',
): () => Promise<void> {
  const text = JSON.stringify(definition);
  const inputText = JSON.stringify(input);
  const program = parseDefinition(text);
  return async () => {
    const history = new History(systemClock);
    const outcome = await runExecution(program, environment(inputText, type, history));
    if (outcome.status !== 'SUCCEEDED') throw new Error(`${outcome.status}: ${outcome.cause ?? ''}`);
    const last = history.event(history.ids(false).length);
    if (last.type !== 'ExecutionSucceeded') throw new Error('The history has no end');
  };
}

/** aws-local-stepfunctions, without checking the definition again. Rejects unless the execution succeeds. */
export function theirs({ definition, input }: Workload): () => Promise<unknown> {
  const machine = new StateMachine(definition as unknown as StateMachineDefinition);
  return () => machine.run(input as Parameters<StateMachine['run']>[0]).result;
}

function environment(input: string, type: StateMachineType, history: History): Environment {
  const none = (): never => {
    throw new Error('Nothing here runs tasks');
  };
  return {
    clock: unhurried(systemClock),
    execution: {
      arn: 'arn:aws:states:us-east-1:123456789012:execution:bench:run',
      name: 'run',
      roleArn: 'arn:aws:iam::123456789012:role/bench',
      input,
      startTime: systemClock.now(),
      redriveCount: 0,
    },
    stateMachine: { arn: 'arn:aws:states:us-east-1:123456789012:stateMachine:bench', name: 'bench', type },
    history,
    tasks: { newToken: none, run: none },
    mapRuns: { open: none },
    stop: new AbortController().signal,
    random: Math.random,
    uuid: none,
  };
}
