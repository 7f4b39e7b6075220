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

const timestampDigits = 20;

/** Of an event's time, and its number: how many came before it, over all streams. */
export function idOf(timestamp: number, number: number): string {
  return String(timestamp).padStart(timestampDigits, '0') + String(number).padStart(36, '0');
}

/** The number in an event's id. */
export function arrivalOf({ id }: StoredEvent): number {
  return Number(id.slice(timestampDigits));
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
  /** What is kept, in the order in which it came. */
  #byArrival: StoredEvent[] = [];

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

  /** The number of the newest event, as it came; 0 where there is none. */
  get newestArrival(): number {
    const newest = this.#byArrival.at(-1);
    return newest ? arrivalOf(newest) : 0;
  }

  /** What is kept of the events with higher numbers, in the order in which they came. */
  arrivedAfter(number: number): readonly StoredEvent[] {
    const last = this.#byArrival.findLastIndex((event) => arrivalOf(event) <= number);
    return this.#byArrival.slice(last + 1);
  }

  /** Takes in the events of an earlier stream, and how many bytes it had taken. */
  restore(events: readonly StoredEvent[], writtenBytes: number): void {
    for (const event of events) this.append(event);
    this.#writtenBytes = writtenBytes;
  }

  append(event: StoredEvent): void {
    this.#byArrival.push(event);
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
    const gone = new Set(this.#kept.splice(0, forgotten));
    this.#byArrival = this.#byArrival.filter((event) => !gone.has(event));
  }
}
