/** A log group. */
import type { LogGroupClass } from '@aws-sdk/client-cloudwatch-logs';
import { alreadyExists, notFound } from './errors.ts';
import { LogStream } from './stream.ts';

export interface GroupSettings {
  readonly name: string;
  /** Without the `:*` that some of AWS's answers add. */
  readonly arn: string;
  /** Milliseconds since 1970-01-01T00:00:00Z. */
  readonly created: number;
  readonly logGroupClass: LogGroupClass;
  readonly kmsKeyId?: string | undefined;
}

export class LogGroup {
  readonly settings: GroupSettings;
  tags: ReadonlyMap<string, string>;
  retentionInDays: number | undefined;
  readonly #streamsByName = new Map<string, LogStream>();

  constructor(settings: GroupSettings, tags: ReadonlyMap<string, string> = new Map()) {
    this.settings = settings;
    this.tags = tags;
  }

  /** In the order of their names. */
  get streams(): readonly LogStream[] {
    return [...this.#streamsByName.values()].sort((a, b) => (a.name < b.name ? -1 : 1));
  }

  get storedBytes(): number {
    return this.streams.reduce((sum, { storedBytes }) => sum + storedBytes, 0);
  }

  findStream(name: string): LogStream | undefined {
    return this.#streamsByName.get(name);
  }

  /** Throws ResourceNotFoundException. */
  stream(name: string): LogStream {
    const stream = this.findStream(name);
    if (!stream) throw notFound('log stream');
    return stream;
  }

  /** Throws ResourceAlreadyExistsException. */
  addStream(name: string, created: number): LogStream {
    if (this.findStream(name)) throw alreadyExists('log stream');
    const stream = new LogStream(name, `${this.settings.arn}:log-stream:${name}`, created);
    this.#streamsByName.set(name, stream);
    return stream;
  }

  removeStream(name: string): void {
    this.stream(name);
    this.#streamsByName.delete(name);
  }
}
