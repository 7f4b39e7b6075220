/** A log stream: events in the order of their times, the oldest forgotten beyond a bound. */
import type { LogEvent } from '../cloud.ts';

export interface StoredEvent extends LogEvent {
  /** Fifty-six digits; their order is the events' order, over all streams. */
  readonly id: string;
  /** Milliseconds since 1970-01-01T00:00:00Z. */
  readonly ingested: number;
}

/** What one stream keeps at most, counted as AWS counts: UTF-8 bytes and 26 for each event. */
export const streamCapacityBytes = 4 * 1024 * 1024;

/** Once it is full a stream forgets so much at a time that forgetting stays cheap. */
const keptBytes = (streamCapacityBytes * 3) / 4;

const eventOverheadBytes = 26;

export function sizeOfEvent({ message }: LogEvent): number {
  return Buffer.byteLength(message) + eventOverheadBytes;
}

export class LogStream {
  readonly name: string;
  readonly arn: string;
  /** Milliseconds since 1970-01-01T00:00:00Z. */
  readonly created: number;
  #kept: StoredEvent[] = [];
  #bytes = 0;
  /** All bytes that ever came: what AWS shows as stored. */
  #writtenBytes = 0;

  constructor(name: string, arn: string, created: number) {
    this.name = name;
    this.arn = arn;
    this.created = created;
  }

  /** Oldest first. */
  get events(): readonly StoredEvent[] {
    return this.#kept;
  }

  get storedBytes(): number {
    return this.#writtenBytes;
  }

  append(event: StoredEvent): void {
    const before = this.#kept.findLastIndex(({ id }) => id < event.id);
    this.#kept.splice(before + 1, 0, event);
    const size = sizeOfEvent(event);
    this.#bytes += size;
    this.#writtenBytes += size;
    if (this.#bytes > streamCapacityBytes) this.#forgetOldest();
  }

  #forgetOldest(): void {
    let forgotten = 0;
    while (this.#bytes > keptBytes && forgotten < this.#kept.length - 1) {
      this.#bytes -= sizeOfEvent(this.#kept[forgotten] ?? { timestamp: 0, message: '' });
      forgotten += 1;
    }
    this.#kept = this.#kept.slice(forgotten);
  }
}
