/** Starts executions, keeps them while they run, and ends them with the endpoint. */
import { randomUUID } from 'node:crypto';
import type { HistoryEvent } from '@aws-sdk/client-sfn';
import type { ExecutionClock } from '../../clock.ts';
import { runExecution, TaskFailure, type Environment, type Outcome, type TaskRunner } from '../asl/index.ts';
import type { Cloud } from '../cloud.ts';
import { withoutLabel, type Home } from './arn.ts';
import type { StatesBackend } from './backend.ts';
import { logEvent } from './execution-log.ts';
import { Execution, type Launch } from './execution.ts';
import { endpointEnded } from './interrupted.ts';
import { History, type HistoryEntry } from './history.ts';
import { MapRunRecord } from './map-run.ts';
import { MockedRunner } from './mocked-runner.ts';
import { ExecutionRole } from './role.ts';
import type { Identity } from './state-machine.ts';
import { IntegrationRunner } from './task-runner.ts';

export interface Started {
  readonly execution: Execution;
  /** Never rejects. */
  readonly ended: Promise<Outcome>;
}

export class Executor {
  readonly #backend: StatesBackend;
  readonly #running = new Map<Execution, Promise<Outcome>>();
  /** Told of every execution that has ended. */
  ended: (execution: Execution) => void = () => undefined;

  constructor(backend: StatesBackend) {
    this.#backend = backend;
  }

  get running(): Iterable<Execution> {
    return this.#running.keys();
  }

  get clock(): ExecutionClock {
    return this.#backend.clock;
  }

  /** Starts an execution; standard ones are kept after their end. */
  start(home: Home, launch: Launch): Started {
    const execution = this.#create(launch);
    const region = this.#backend.region(home);
    if (launch.machine.type === 'STANDARD') region.executions.set(launch.arn, execution);
    return { execution, ended: this.#follow(home, execution) };
  }

  /** One that has been kept: standard ones can be found again. */
  revive(home: Home, launch: Launch, history: readonly HistoryEntry[]): Execution {
    const execution = this.#create(launch);
    execution.history.restore(history);
    if (launch.machine.type === 'STANDARD') this.#backend.region(home).executions.set(launch.arn, execution);
    return execution;
  }

  /** Runs an execution on from where it stood when it ended unsuccessfully. */
  redrive(home: Home, execution: Execution): void {
    execution.redrive(this.clock.now());
    void this.#follow(home, execution);
  }

  #follow(home: Home, execution: Execution): Promise<Outcome> {
    const ended = this.#run(home, execution);
    this.#running.set(execution, ended);
    return ended;
  }

  /** Waits for the end of an execution, unless it has ended. */
  async ending(execution: Execution): Promise<void> {
    await this.#running.get(execution);
  }

  /** Throws TaskFailure where the role may not do what the service does in its name. */
  requireAccess(role: ExecutionRole, action: string, resource: string): void {
    const session = role.session();
    const decision = this.#backend.cloud.iam.authorize({
      principal: { kind: 'session', session },
      action,
      resource,
      resourceAccount: session.account,
    });
    if (!decision.allowed) throw new TaskFailure('States.Permissions', decision.message);
  }

  /** Calls back once no execution of the state machine runs: at once where none does. */
  whenIdle({ arn }: Identity, idle: () => void): void {
    const running = [...this.#running].filter(([{ launch }]) => launch.machine.arn === arn);
    if (running.length === 0) idle();
    else void Promise.all(running.map(([, ended]) => ended)).then(idle);
  }

  /** Stops everything that runs and waits for it. */
  async close(): Promise<void> {
    for (const execution of this.#running.keys()) execution.stopper.abort(endpointEnded);
    await Promise.all(this.#running.values());
  }

  #create(launch: Launch): Execution {
    const { level = 'OFF' } = launch.revision.logging;
    const { cloud } = this.#backend;
    const log = (event: HistoryEvent): void => {
      logEvent(cloud.logs, execution, event);
    };
    const grown = (): void => {
      cloud.changed();
    };
    const history = new History(this.clock, { grown, listen: level === 'OFF' ? undefined : log });
    const execution = new Execution(launch, history);
    return execution;
  }

  async #run(home: Home, execution: Execution): Promise<Outcome> {
    // The caller is answered before the first state runs.
    await Promise.resolve();
    const outcome = await this.#interpret(home, execution);
    execution.end(outcome, this.clock.now());
    this.#running.delete(execution);
    this.ended(execution);
    this.#backend.cloud.changed();
    return outcome;
  }

  async #interpret(home: Home, execution: Execution): Promise<Outcome> {
    try {
      return await runExecution(execution.launch.program, this.#environment(home, execution));
    } catch (thrown) {
      noteBug(this.#backend.cloud, execution.arn, thrown);
      return { status: 'FAILED', error: 'States.Runtime', cause: 'The embedded AWS failed; see its output' };
    }
  }

  #tasks(home: Home, { mocked }: Launch, role: ExecutionRole): TaskRunner {
    const real = new IntegrationRunner(this.#backend, home, role);
    return mocked ? new MockedRunner(mocked, real) : real;
  }

  #environment(home: Home, execution: Execution): Environment {
    const { launch, history, stopper, redriveCount, redriveDate, checkpoint } = execution;
    const { machine, revision } = launch;
    const role = new ExecutionRole(this.#backend.cloud, {
      roleArn: revision.roleArn,
      stateMachineArn: withoutLabel(machine.arn),
      account: home.account,
      region: home.region,
    });
    return {
      clock: this.clock,
      execution: {
        arn: launch.arn,
        name: launch.name,
        roleArn: revision.roleArn,
        input: launch.input,
        startTime: launch.startDate,
        redriveCount,
        ...(redriveDate !== undefined && { redriveTime: redriveDate }),
        ...(launch.versionArn !== undefined && { stateMachineVersionArn: launch.versionArn }),
        ...(launch.aliasArn !== undefined && { stateMachineAliasArn: launch.aliasArn }),
      },
      stateMachine: { arn: machine.arn, name: machine.name, type: machine.type },
      history,
      tasks: this.#tasks(home, launch, role),
      mapRuns: {
        open: (request) => {
          const mapRun = new MapRunRecord(this, { home, parent: execution, role, request });
          this.#backend.region(home).mapRuns.set(mapRun.arn, mapRun);
          return mapRun;
        },
      },
      ...(redriveCount > 0 && { redrive: { checkpoint, lastEventId: history.lastId } }),
      leave: (left) => {
        execution.checkpoint = left;
      },
      stop: stopper.signal,
      random: Math.random,
      uuid: randomUUID,
    };
  }
}

function noteBug(cloud: Cloud, arn: string, thrown: unknown): void {
  const detail = thrown instanceof Error ? (thrown.stack ?? thrown.message) : String(thrown);
  cloud.options.note(`internal failure in ${arn} (a bug of the embedded AWS): ${detail}`);
}
