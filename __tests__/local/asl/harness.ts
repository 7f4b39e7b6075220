import { randomUUID } from 'node:crypto';
import { compareExecution, inputText, sent, templateRole } from '../../../scripts/conformance/execution.ts';
import type { ExecutionRow } from '../../../scripts/conformance/execution.ts';
import type { Json } from '../../../src/json.ts';
import { systemClock, unhurried, type ExecutionClock } from '../../../src/clock.ts';
import { SimulatedClock } from './simulated-clock.ts';
import { parseDefinition, runExecution, StopRequest } from '../../../src/local/asl/index.ts';
import type {
  Environment,
  EventBody,
  ExecutionFacts,
  MapRun,
  MapRunRequest,
  Outcome,
  StateMachineType,
  TaskRunner,
} from '../../../src/local/asl/index.ts';

/** An event as GetExecutionHistory returns it, dates aside. */
export type RecordedEvent = EventBody & {
  readonly id: number;
  readonly previousEventId: number;
  readonly timestamp: number;
};

export interface Recorded {
  readonly outcome: Outcome;
  readonly events: readonly RecordedEvent[];
}

export interface Setting {
  readonly input?: string;
  readonly clock?: ExecutionClock;
  readonly tasks?: TaskRunner;
  readonly stop?: AbortSignal;
  readonly type?: StateMachineType;
  readonly execution?: Partial<ExecutionFacts>;
  readonly machineArn?: string;
  readonly random?: () => number;
}

const defaultMachine = 'arn:aws:states:us-east-1:111111111111:stateMachine:machine';

const noTasks: TaskRunner = {
  newToken: () => randomUUID(),
  run: async ({ resource }) => {
    throw new Error(`No task is expected here: ${resource.arn}`);
  },
};

/** Runs a definition in this process, with what the setting gives, and keeps its history. */
export async function run(definition: string, setting: Setting = {}): Promise<Recorded> {
  const events: RecordedEvent[] = [];
  const program = parseDefinition(definition);
  const outcome = await runExecution(program, environmentOf(setting, events));
  return { outcome, events };
}

export function environmentOf(setting: Setting, events: RecordedEvent[]): Environment {
  const clock = setting.clock ?? unhurried(systemClock);
  const machineArn = setting.machineArn ?? defaultMachine;
  const startTime = clock.now();
  return {
    clock,
    execution: {
      arn: 'arn:aws:states:us-east-1:111111111111:execution:machine:run',
      name: 'run',
      roleArn: 'arn:aws:iam::111111111111:role/machine',
      input: setting.input ?? '{}',
      startTime,
      redriveCount: 0,
      ...setting.execution,
    },
    stateMachine: {
      arn: machineArn,
      name: machineArn.split(':').at(-1) ?? '',
      type: setting.type ?? 'STANDARD',
    },
    history: {
      append(body, previousEventId) {
        const id = events.length + 1;
        events.push({ ...body, id, previousEventId, timestamp: clock.now() });
        return id;
      },
    },
    tasks: setting.tasks ?? noTasks,
    mapRuns: { open: (request) => openMapRun(request, setting) },
    stop: setting.stop ?? new AbortController().signal,
    random: setting.random ?? Math.random,
    uuid: randomUUID,
  };
}

/** A map run whose children run in this process and are forgotten. */
function openMapRun({ program, limits, label, executionType }: MapRunRequest, setting: Setting): MapRun {
  const clock = setting.clock ?? unhurried(systemClock);
  const machine = (setting.machineArn ?? defaultMachine).split(':').at(-1) ?? '';
  return {
    arn: `arn:aws:states:us-east-1:111111111111:mapRun:${machine}/${label}:${randomUUID()}`,
    limits: () => limits,
    total: () => undefined,
    async run({ input }, signal) {
      const stop = new AbortController();
      signal.addEventListener(
        'abort',
        () => {
          stop.abort(new StopRequest());
        },
        { once: true },
      );
      const startTime = clock.now();
      const inner = { ...setting, input: JSON.stringify(input), type: executionType, stop: stop.signal };
      const outcome = await runExecution(program, environmentOf(inner, []));
      const name = randomUUID();
      const executionArn = `arn:aws:states:us-east-1:111111111111:execution:machine/${label}:${name}`;
      return { outcome, executionArn, name, startTime, stopTime: clock.now() };
    },
    close: () => undefined,
  };
}

/** Runs a recorded row in this process and tells what differs from the recording. */
export async function runRow(row: ExecutionRow): Promise<readonly string[]> {
  const { outcome, events } = await run(row.definition_raw ?? sent(row.definition), {
    clock: new SimulatedClock(),
    input: inputText(row),
    type: row.state_machine.type,
    machineArn: row.state_machine.arn,
    execution: {
      arn: row.execution_arn,
      name: row.execution_arn.split(':').at(-1) ?? '',
      roleArn: row.state_machine.role_arn ?? templateRole,
    },
  });
  const ordered = row.history_params?.reverseOrder ? events.toReversed() : events;
  return compareExecution(row, { ...outcome, events: JSON.parse(JSON.stringify(ordered)) as Json[] });
}
