/** Finds what has changed: compares what there is with what was written last. */
import type { Blob } from './blobs.ts';
import { entryText } from './entry.ts';
import type { Growing, Thing, Whole } from './thing.ts';

/** What was written last of a thing. */
interface Known {
  readonly kind: string;
  readonly id: string;
  readonly lasts: boolean;
  /** The last collection that met it. */
  seen: number;
  /** The mark; without one, the JSON itself. Of a list, whose it was. */
  mark: unknown;
  /** Of a list: of its last item that was written. */
  position: number;
}

/** Entries for the journal, and the bytes that have to be there before them. */
export interface Change {
  readonly entries: string[];
  readonly blobs: Blob[];
}

export class Changes {
  /** By kind and id. */
  readonly #known = new Map<string, Map<string, Known>>();
  /** How many of them do not last. */
  #passing = 0;
  #collections = 0;

  /** What has changed since the last collection, which from now on counts as written. */
  collect(things: Iterable<Thing>): Change {
    const change: Change = { entries: [], blobs: [] };
    const number = ++this.#collections;
    let met = 0;
    for (const thing of things) {
      const known = this.#find(thing);
      if (known.seen !== number && !known.lasts) met++;
      known.seen = number;
      if ('owner' in thing) grow(change, known, thing);
      else compare(change, known, thing);
    }
    if (met < this.#passing) this.#drop(change, number);
    return change;
  }

  /** Everything counts as not yet written. */
  forget(): void {
    this.#known.clear();
    this.#passing = 0;
  }

  #find({ kind, id, lasts = false }: Thing): Known {
    const ofKind = this.#known.get(kind) ?? new Map<string, Known>();
    const known = ofKind.get(id);
    if (known) return known;
    const fresh = { kind, id, lasts, seen: 0, mark: undefined, position: 0 };
    this.#known.set(kind, ofKind.set(id, fresh));
    if (!lasts) this.#passing++;
    return fresh;
  }

  #drop({ entries }: Change, number: number): void {
    for (const ofKind of this.#known.values()) {
      for (const known of ofKind.values()) {
        if (known.lasts || known.seen === number) continue;
        entries.push(entryText('drop', known));
        ofKind.delete(known.id);
        this.#passing--;
      }
    }
  }
}

function compare({ entries, blobs }: Change, known: Known, thing: Whole): void {
  if (thing.mark !== undefined && thing.mark === known.mark) return;
  const text = JSON.stringify(thing.value());
  const mark = thing.mark ?? text;
  if (mark === known.mark) return;
  known.mark = mark;
  entries.push(entryText('put', thing, text));
  blobs.push(...(thing.blobs?.() ?? []));
}

function grow({ entries }: Change, known: Known, { owner, position, from, kind, id }: Growing): void {
  const isSame = owner === known.mark;
  if (isSame && position === known.position) return;
  const items = JSON.stringify(from(isSame ? known.position : 0));
  entries.push(entryText(isSame ? 'add' : 'put', { kind, id }, items));
  known.mark = owner;
  known.position = position;
}
