import { setImmediate } from 'node:timers/promises';
import type { Json } from '../../json.ts';
import type { Environment } from './environment.ts';
import { EventLimitReached } from './errors/event-limit.ts';
import type { EventBody } from './history.ts';
import type { Inspection } from './inspection.ts';

/** A standard execution's history holds no more events than this; the last one is kept for its end. */
const eventLimit = 25_000;

/** States run without letting the rest of the process have its turn. */
const turn = 200;

/** What all frames of one execution share: its environment and its history. */
export class Run {
  readonly environment: Environment;
  readonly input: Json;
  /** Given where TestState runs one state. */
  readonly inspection: Inspection | undefined;
  readonly #limited: boolean;
  #transitions = 0;
  #value: Json | undefined;
  #text = '';
  /** Values whose text is not what JSON.stringify makes of them. */
  readonly #spelled = new WeakMap<object, string>();

  constructor(environment: Environment, input: Json, inspection?: Inspection) {
    this.environment = environment;
    this.inspection = inspection;
    this.input = input;
    this.#limited = environment.stateMachine.type === 'STANDARD';
    this.spell(input, environment.execution.input);
  }

  append(body: EventBody, previousEventId: number): number {
    const id = this.environment.history.append(body, previousEventId);
    if (this.#limited && id >= eventLimit - 1) throw new EventLimitReached(id);
    return id;
  }

  /**
   * JSON text of a value; one state's output is the next one's input, so the last is remembered. The execution's input
   * stays as it was sent for as long as it is handed on unchanged.
   */
  text(value: Json): string {
    if (value === this.input) return this.environment.execution.input;
    if (typeof value !== 'object' || value === null) return JSON.stringify(value);
    if (value !== this.#value) {
      this.#text = this.#spelled.get(value) ?? JSON.stringify(value);
      this.#value = value;
    }
    return this.#text;
  }

  /** A list whose text is made of its items' texts as they are: the result of a Parallel. */
  list(items: readonly Json[]): readonly Json[] {
    if (items.some((item) => this.#isSpelled(item))) {
      this.spell(items, `[${items.map((item) => this.text(item)).join(',')}]`);
    }
    return items;
  }

  #isSpelled(value: Json): boolean {
    return typeof value === 'object' && value !== null && this.#spelled.has(value);
  }

  /** Keeps a value's text as it came, for as long as the value is handed on unchanged. */
  spell(value: Json, text: string): void {
    if (typeof value === 'object' && value !== null) this.#spelled.set(value, text);
  }

  /** Called once per state: lets timers, sockets and other executions go on now and then. */
  async pause(): Promise<void> {
    if (++this.#transitions % turn === 0) await this.environment.clock.busy(() => setImmediate());
  }
}
