/** Where one execution environment logs to: a stream of CloudWatch Logs, as far as the function's role may write there. */
import type { Cloud, LogEvent, Session } from '../../cloud.ts';
import type { Place } from '../names.ts';

/** LogResult holds this much of what a request logged. */
const tailBytes = 4096;

export class LogStream {
  readonly group: string;
  readonly stream: string;
  readonly #cloud: Cloud;
  readonly #place: Place;
  readonly #session: Session;
  #events: LogEvent[] = [];
  #created = false;
  #tail = '';

  constructor(
    cloud: Cloud,
    place: Place,
    { group, stream, session }: { group: string; stream: string; session: Session },
  ) {
    this.#cloud = cloud;
    this.#place = place;
    this.#session = session;
    this.group = group;
    this.stream = stream;
  }

  /** Adds one event, without its final newline; it is written within this turn of the event loop. */
  add(message: string): void {
    if (this.#events.length === 0)
      setImmediate(() => {
        this.flush();
      });
    this.#events.push({ timestamp: this.#cloud.executionClock.now(), message: `${message}\n` });
    this.#tail = `${this.#tail}${message}\n`.slice(-tailBytes);
  }

  /** Writes what was added. Where the role may not, it is dropped without a word, as in AWS. */
  flush(): void {
    const events = this.#events;
    this.#events = [];
    if (events.length === 0 || !this.#mayWrite()) return;
    this.#created = true;
    this.#cloud.logs.write({ ...this.#place, group: this.group, stream: this.stream, events });
  }

  startTail(): void {
    this.#tail = '';
  }

  /** The last 4 KB since startTail. */
  tail(): string {
    return Buffer.from(this.#tail).subarray(-tailBytes).toString();
  }

  #mayWrite(): boolean {
    const { account, region } = this.#place;
    const groupExists = this.#created || this.#cloud.logs.groupExists(account, region, this.group);
    return (
      (groupExists || this.#may('logs:CreateLogGroup', '')) &&
      (this.#created || this.#may('logs:CreateLogStream', this.stream)) &&
      this.#may('logs:PutLogEvents', this.stream)
    );
  }

  #may(action: string, stream: string): boolean {
    const { account, region, partition } = this.#place;
    return this.#cloud.iam.authorize({
      principal: { kind: 'session', session: this.#session },
      action,
      resource: `arn:${partition}:logs:${region}:${account}:log-group:${this.group}:log-stream:${stream}`,
      resourceAccount: account,
    }).allowed;
  }
}
