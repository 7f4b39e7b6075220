/**
 * An execution with mocks where executions cannot have any: the machine is walked state by state. TestState takes a mocked
 * result, makes the calls of other states for real, and says which state comes next. Nothing waits between retries.
 */
import { DescribeStateMachineCommand, TestStateCommand, type TestStateOutput } from '@aws-sdk/client-sfn';
import { abortable } from '../../aws/connection.ts';
import type { Workbench } from '../../deploy/workbench.ts';
import { isObject, type Json, type JsonObject } from '../../json.ts';
import type { MockSpec, TestSpec } from '../../workflow/test.ts';
import type { Attempt, Run, RunStatus, StateVisit } from '../run.ts';
import { obstacleAt } from './obstacle.ts';

export type Walked = { readonly run: Run } | { readonly impossible: string };

/** The most states that one walk visits: a loop that only time would end does not end here. */
const mostVisits = 500;

/** @param stateMachineArn of the state machine or of a version of it. */
export async function walk(
  bench: Workbench,
  stateMachineArn: string,
  spec: Pick<TestSpec, 'input' | 'mocks'>,
): Promise<Walked> {
  const command = new DescribeStateMachineCommand({ stateMachineArn });
  const { definition = '{}', roleArn = '' } = await bench.aws.sfn.send(command, abortable(bench.signal));
  return new Walk(bench, { definition, roleArn, ...spec }).run();
}

interface Machine extends Pick<TestSpec, 'input' | 'mocks'> {
  /** JSON text. */
  readonly definition: string;
  readonly roleArn: string;
}

/** How a state was left. */
interface Left {
  readonly visit: StateVisit;
  readonly answer: TestStateOutput;
}

class Walk {
  readonly #bench: Workbench;
  readonly #machine: Machine;
  readonly #document: JsonObject;
  readonly #visits: StateVisit[] = [];
  /** By state. */
  readonly #calls = new Map<string, number>();
  /** JSON text. */
  #variables = '{}';

  constructor(bench: Workbench, machine: Machine) {
    this.#bench = bench;
    this.#machine = machine;
    this.#document = JSON.parse(machine.definition) as JsonObject;
  }

  async run(): Promise<Walked> {
    const startedAt = this.#bench.clock.now();
    let name = this.#document.StartAt as string;
    let input = JSON.stringify(this.#machine.input);
    while (this.#visits.length < mostVisits) {
      const obstacle = obstacleAt(this.#document, name, this.#machine.mocks.has(name));
      if (obstacle !== undefined) return { impossible: obstacle };
      const { visit, answer } = await this.#visit(name, input);
      this.#visits.push(visit);
      const isLeft = answer.status === 'SUCCEEDED' || answer.status === 'CAUGHT_ERROR';
      if (!isLeft || answer.nextState === undefined)
        return { run: this.#ended(startedAt, { visit, answer }) };
      name = answer.nextState;
      input = answer.output ?? '{}';
    }
    return { impossible: `it has visited ${mostVisits} states and has not ended` };
  }

  /** One state with all its retries. */
  async #visit(name: string, input: string): Promise<Left> {
    const { clock } = this.#bench;
    const enteredAt = clock.now();
    const attempts: Attempt[] = [];
    const retries = new Map<number, number>();
    for (;;) {
      const startedAt = clock.now();
      const answer = await this.#attempt(name, input, retries);
      const endedAt = clock.now();
      const failure = reasonOf(answer);
      const outcome = answer.status === 'SUCCEEDED' ? 'succeeded' : 'failed';
      if (this.#isTask(name)) attempts.push({ startedAt, endedAt, outcome, ...failure });
      if (answer.status === 'RETRIABLE') continue;
      this.#variables = answer.inspectionData?.variables ?? this.#variables;
      const left = answer.status === 'CAUGHT_ERROR' ? 'caught' : outcome;
      const visit: StateVisit = {
        id: String(this.#visits.length + 1),
        name,
        type: this.#typeOf(name),
        enteredAt,
        exitedAt: endedAt,
        outcome: left,
        input: JSON.parse(input) as Json,
        ...(answer.output !== undefined && { output: JSON.parse(answer.output) as Json }),
        attempts,
        ...failure,
      };
      return { visit, answer };
    }
  }

  /**
   * Which retrier an error is for, only the answer tells; whether that one still tries depends on how often it has. So it
   * is asked again where another one answered than was thought.
   */
  async #attempt(name: string, input: string, retries: Map<number, number>): Promise<TestStateOutput> {
    const mock = this.#nextMock(name);
    let retrierRetryCount = 0;
    for (;;) {
      const answer = await this.#test(name, input, mock, retrierRetryCount);
      const retrier = answer.inspectionData?.errorDetails?.retryIndex;
      const count = retrier === undefined ? retrierRetryCount : (retries.get(retrier) ?? 0);
      if (count !== retrierRetryCount) {
        retrierRetryCount = count;
        continue;
      }
      if (retrier !== undefined) retries.set(retrier, count + 1);
      return answer;
    }
  }

  async #test(
    stateName: string,
    input: string,
    mock: MockSpec['answer'] | undefined,
    retrierRetryCount: number,
  ): Promise<TestStateOutput> {
    const { definition, roleArn } = this.#machine;
    const command = new TestStateCommand({
      definition,
      stateName,
      input,
      variables: this.#variables,
      inspectionLevel: 'DEBUG',
      ...(mock && { mock: mockOf(mock) }),
      ...(!mock && this.#isTask(stateName) && { roleArn }),
      ...(retrierRetryCount > 0 && { stateConfiguration: { retrierRetryCount } }),
    });
    return this.#bench.aws.sfn.send(command, abortable(this.#bench.signal));
  }

  /** What answers the next call of the state; where nothing does, the execution is to fail as it does with mocks of its own. */
  #nextMock(name: string): MockSpec['answer'] | undefined {
    const answers = this.#machine.mocks.get(name);
    if (!answers) return undefined;
    const number = this.#calls.get(name) ?? 0;
    this.#calls.set(name, number + 1);
    const found = answers.find(({ first, last }) => first <= number && number <= last);
    const cause = `No mocked response is configured for call ${number} of the state`;
    return found?.answer ?? { failure: { error: 'States.Runtime', cause } };
  }

  #ended(startedAt: number, { visit, answer }: Left): Run {
    const status: RunStatus = answer.status === 'FAILED' ? 'FAILED' : 'SUCCEEDED';
    return {
      executionArn: '',
      status,
      startedAt,
      stoppedAt: this.#bench.clock.now(),
      input: this.#machine.input,
      ...(status === 'SUCCEEDED' && visit.output !== undefined && { output: visit.output }),
      ...(status === 'FAILED' && { ...reasonOf(answer), failedVisit: visit }),
      states: this.#visits,
    };
  }

  #typeOf(name: string): string {
    const { States: states } = this.#document;
    const state = isObject(states) ? states[name] : undefined;
    return isObject(state) ? (state.Type as string) : '';
  }

  #isTask(name: string): boolean {
    return this.#typeOf(name) === 'Task';
  }
}

function reasonOf({ error, cause }: TestStateOutput): { error?: string; cause?: string } {
  return { ...(error !== undefined && { error }), ...(cause !== undefined && { cause }) };
}

/** A mock is what the file says, whether the API would answer so or not: as it is where executions have mocks. */
function mockOf(answer: MockSpec['answer']) {
  if ('failure' in answer) return { errorOutput: answer.failure };
  return { result: JSON.stringify(answer.result), fieldValidationMode: 'NONE' as const };
}
