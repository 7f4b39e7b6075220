/** An activity: a queue between executions and the workers that ask for tasks. */
import { orAborted } from './or-aborted.ts';

export interface ActivityTask {
  readonly token: string;
  /** JSON text. */
  readonly input: string;
  /** Told when a worker takes the task. */
  readonly started: (workerName?: string) => void;
}

export class Activity {
  readonly arn: string;
  readonly name: string;
  /** Milliseconds since 1970. */
  readonly creationDate: number;
  readonly tags = new Map<string, string>();
  readonly #tasks: ActivityTask[] = [];
  readonly #workers: ((task: ActivityTask) => void)[] = [];

  constructor(arn: string, name: string, now: number) {
    this.arn = arn;
    this.name = name;
    this.creationDate = now;
  }

  /** Hands a task to the worker that waits longest, or keeps it. The function returned takes it back. */
  schedule(task: ActivityTask): () => void {
    const worker = this.#workers.shift();
    if (worker) worker(task);
    else this.#tasks.push(task);
    return () => {
      remove(this.#tasks, task);
    };
  }

  /** The oldest task, once there is one. Rejects with the signal's reason. */
  async next(signal: AbortSignal): Promise<ActivityTask> {
    const task = this.#tasks.shift();
    if (task) return task;
    let take = (_task: ActivityTask): void => undefined;
    const handed = new Promise<ActivityTask>((resolve) => {
      take = resolve;
      this.#workers.push(take);
    });
    try {
      return await orAborted(handed, signal);
    } finally {
      remove(this.#workers, take);
    }
  }
}

function remove<Item>(items: Item[], item: Item): void {
  const index = items.indexOf(item);
  if (index >= 0) items.splice(index, 1);
}
