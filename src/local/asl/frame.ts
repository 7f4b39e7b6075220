import type { Json, JsonObject } from '../../json.ts';
import type { Run } from './run.ts';
import type { EventBody } from './history.ts';
import type { Variables } from './scope.ts';
import type { Checkpoint } from './checkpoint.ts';
import type { Visit } from './visit.ts';

/** What makes a frame that of an item of a Map: `$$.Map`. */
export interface MapItem {
  readonly index: number;
  readonly value: Json;
  /** Given where the items are the members of an object. */
  readonly key?: string;
}

/**
 * One sequence of states being run: the execution's own, a branch's, an item's. It hands stop and variables down and keeps the place in
 * the history; nothing in it is shared with its siblings.
 */
export class Frame {
  readonly run: Run;
  readonly item: MapItem | undefined;
  /** `$$.Map` of this frame and those within. */
  readonly map: JsonObject | undefined;
  variables: Variables;
  /** The id of the event that the next one follows. */
  lastEventId: number;
  /** The state that is being run. */
  visit: Visit | undefined;
  /** Where the frame goes on instead of at its start: what it was for is redriven. */
  resumed: Checkpoint | undefined;
  readonly children = new Set<Frame>();
  #aborted: { readonly reason: unknown } | undefined;
  #controller: AbortController | undefined;

  constructor(run: Run, lastEventId: number, variables: Variables, map?: JsonObject, item?: MapItem) {
    this.run = run;
    this.lastEventId = lastEventId;
    this.variables = variables;
    this.map = map;
    this.item = item;
  }

  /** A frame for a branch, or for an item of a Map. */
  fork(lastEventId: number, item?: MapItem): Frame {
    const map = item === undefined ? this.map : mapContext(item);
    const child = new Frame(this.run, lastEventId, this.variables, map, item);
    this.children.add(child);
    return child;
  }

  /** Writes an event behind the last one and moves on to it. */
  emit(body: EventBody): number {
    this.lastEventId = this.note(body, this.lastEventId);
    return this.lastEventId;
  }

  /** Writes an event that no other one will follow. */
  note(body: EventBody, previousEventId: number): number {
    this.throwIfAborted();
    return this.run.append(body, previousEventId);
  }

  /** Aborts what runs in this frame and those within; `reason` is what it all rejects with. */
  abort(reason: unknown): void {
    if (this.#aborted) return;
    this.#aborted = { reason };
    this.#controller?.abort(reason);
    for (const child of this.children) child.abort(reason);
  }

  get aborted(): boolean {
    return this.#aborted !== undefined;
  }

  throwIfAborted(): void {
    if (this.#aborted) throw this.#aborted.reason;
  }

  /** Made when first asked for: most states never wait. */
  get signal(): AbortSignal {
    this.#controller ??= new AbortController();
    if (this.#aborted) this.#controller.abort(this.#aborted.reason);
    return this.#controller.signal;
  }
}

/** `$$.Map` for an item. */
export function mapContext({ index, key, value }: MapItem): JsonObject {
  return { Item: { Index: index, ...(key !== undefined && { Key: key }), Value: value } };
}
