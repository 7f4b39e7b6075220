/** The events of one execution. */
import type { HistoryEvent } from '@aws-sdk/client-sfn';
import type { Clock } from '../../clock.ts';
import type { EventBody, HistorySink } from '../asl/index.ts';

/** An event as it is kept. */
export interface HistoryEntry {
  readonly body: EventBody;
  /** Milliseconds since 1970. */
  readonly at: number;
  readonly previous: number;
}

interface Listeners {
  /** Told of every event. */
  readonly grown?: () => void;
  /** Sees every event as it happens. */
  readonly listen?: ((event: HistoryEvent) => void) | undefined;
}

/** Keeps what the engine appends; ids are positions, so that an event costs its body and two numbers. */
export class History implements HistorySink {
  readonly #clock: Clock;
  readonly #grown: (() => void) | undefined;
  readonly #listen: Listeners['listen'];
  readonly #bodies: EventBody[] = [];
  readonly #timestamps: number[] = [];
  readonly #previous: number[] = [];

  constructor(clock: Clock, { grown, listen }: Listeners = {}) {
    this.#clock = clock;
    this.#grown = grown;
    this.#listen = listen;
  }

  append(body: EventBody, previousEventId: number): number {
    this.#timestamps.push(this.#clock.now());
    this.#previous.push(previousEventId);
    const id = this.#bodies.push(body);
    this.#grown?.();
    this.#listen?.(this.event(id));
    return id;
  }

  /** The events behind one, oldest first. */
  entriesBehind(id: number): readonly HistoryEntry[] {
    return this.#bodies.slice(id).map((body, index) => ({
      body,
      at: this.#timestamps[id + index] ?? 0,
      previous: this.#previous[id + index] ?? 0,
    }));
  }

  /** Takes in events that happened earlier. */
  restore(entries: readonly HistoryEntry[]): void {
    for (const { body, at, previous } of entries) {
      this.#bodies.push(body);
      this.#timestamps.push(at);
      this.#previous.push(previous);
    }
  }

  /** The id of the newest event; 0 where there is none. */
  get lastId(): number {
    return this.#bodies.length;
  }

  /** The ids of all events, oldest first, or newest. */
  ids(reverseOrder: boolean): readonly number[] {
    const { length } = this.#bodies;
    return Array.from({ length }, (_, index) => (reverseOrder ? length - index : index + 1));
  }

  event(id: number): HistoryEvent {
    const index = id - 1;
    const body = this.#bodies[index];
    if (!body) throw new RangeError(`No event ${id}`);
    return {
      ...body,
      timestamp: new Date(this.#timestamps[index] ?? 0),
      id,
      previousEventId: this.#previous[index] ?? 0,
    };
  }
}
