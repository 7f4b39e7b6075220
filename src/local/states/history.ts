/** The events of one execution. */
import type { HistoryEvent } from '@aws-sdk/client-sfn';
import type { Clock } from '../../clock.ts';
import type { EventBody, HistorySink } from '../asl/index.ts';

/** Keeps what the engine appends; ids are positions, so that an event costs its body and two numbers. */
export class History implements HistorySink {
  readonly #clock: Clock;
  readonly #listen: ((event: HistoryEvent) => void) | undefined;
  readonly #bodies: EventBody[] = [];
  readonly #timestamps: number[] = [];
  readonly #previous: number[] = [];

  /** `listen`, where given, sees every event as it happens. */
  constructor(clock: Clock, listen?: (event: HistoryEvent) => void) {
    this.#clock = clock;
    this.#listen = listen;
  }

  append(body: EventBody, previousEventId: number): number {
    this.#timestamps.push(this.#clock.now());
    this.#previous.push(previousEventId);
    const id = this.#bodies.push(body);
    this.#listen?.(this.event(id));
    return id;
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
