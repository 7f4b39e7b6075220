/** Hands the calls of Task states to their integrations. */
import type { Json } from '../../json.ts';
import { TaskFailure, type TaskCall, type TaskFacts, type TaskRunner } from '../asl/index.ts';
import type { Session } from '../cloud.ts';
import type { Home } from './arn.ts';
import type { StatesBackend } from './backend.ts';
import type { Task } from './integrations/integration.ts';
import { findIntegration } from './integrations/registry.ts';
import { newSessionName, type ExecutionRole } from './role.ts';

export class IntegrationRunner implements TaskRunner {
  readonly #backend: StatesBackend;
  readonly #home: Home;
  readonly #role: ExecutionRole;
  readonly #inspect: Task['inspect'];

  /** `inspect` sees what goes over HTTP. */
  constructor(backend: StatesBackend, home: Home, role: ExecutionRole, inspect?: Task['inspect']) {
    this.#backend = backend;
    this.#home = home;
    this.#role = role;
    this.#inspect = inspect;
  }

  newToken(): string {
    return this.#backend.tokens.issue();
  }

  async run(call: TaskCall, facts: TaskFacts, signal: AbortSignal): Promise<Json> {
    const task: Task = {
      backend: this.#backend,
      home: this.#home,
      call,
      facts,
      signal,
      stateMachineArn: this.#role.stateMachineArn,
      ...(this.#inspect && { inspect: this.#inspect }),
      session: () => this.#sessionFor(call.credentialsRoleArn),
    };
    return this.#backend.clock.busy(() => findIntegration(call.resource)(task));
  }

  /** The execution's own session, or one of the role that the state's Credentials name. Throws TaskFailure. */
  #sessionFor(credentialsRoleArn: string | undefined): Session {
    const own = this.#role.session();
    if (credentialsRoleArn === undefined) return own;
    const session = this.#backend.cloud.iam.assumeRole({
      principal: { kind: 'session', session: own },
      roleArn: credentialsRoleArn,
      sessionName: newSessionName(),
    });
    if (session) return session;
    const cause = `The role ${own.roleArn} is not authorized to assume the task state's role, ${credentialsRoleArn}.`;
    throw new TaskFailure('States.TaskFailed', cause);
  }
}
