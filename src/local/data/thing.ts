/** What services keep, as plain data. */
import type { Blob } from './blobs.ts';

/** By kind (`iam.role`) and, within it, by id (an ARN). */
interface Named {
  readonly kind: string;
  readonly id: string;
  /** It is never removed by itself: as long as it does not change, it need not be told of. */
  readonly lasts?: boolean;
}

/** A thing that is written anew when it has changed. */
export interface Whole extends Named {
  /** As long as it is the same one, nothing has changed, and nobody looks further: for what is large, or many. */
  readonly mark?: unknown;
  /** As JSON can carry it. */
  readonly value: () => object;
  /** The bytes that the value speaks of. */
  readonly blobs?: () => readonly Blob[];
}

/** A list that only grows: what is new is added to what was written. */
export interface Growing extends Named {
  /** Whose list it is: another one under the same name begins anew. */
  readonly owner: object;
  /** Of its last item; positions grow. */
  readonly position: number;
  /** The items behind a position. */
  readonly from: (position: number) => readonly object[];
}

export type Thing = Whole | Growing;

export type Which = 'all' | 'changed';

/** Says what a service holds, and builds it again. */
export interface Keeper {
  /** What a person calls the things of a kind, in the singular: those that are worth counting. */
  readonly nouns: Readonly<Record<string, string>>;
  /** All things; or all but those that last and have not changed since they were told of. */
  readonly things: (which: Which) => Iterable<Thing>;
  /** Throws DataFolderError where bytes that belong to it are missing or damaged. */
  readonly restore: (found: Found) => Promise<void> | void;
}

/** What was kept, in the order in which it came. */
export interface Found {
  /** By id: what `value` said, or all items of a list. */
  readonly all: <Stored>(kind: string) => ReadonlyMap<string, Stored>;
  /** Throws DataFolderError. */
  readonly blob: (hash: string) => Promise<Buffer>;
}
