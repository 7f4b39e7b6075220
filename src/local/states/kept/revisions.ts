/** Revisions of state machines, which versions and executions share: each is kept once, under a number. */
import { parseDefinition } from '../../asl/index.ts';
import type { Found, Thing } from '../../data/thing.ts';
import type { Revision } from '../state-machine.ts';
import { variableReferences } from '../variable-references.ts';

type StoredRevision = Omit<Revision, 'program' | 'variableReferences'>;

export class Revisions {
  readonly #numbers = new WeakMap<Revision, number>();
  readonly #restored = new Map<number, Revision>();
  readonly #told = new Set<number>();
  #last = 0;

  /** From now on nothing has been told. */
  begin(): void {
    this.#told.clear();
  }

  /** The revision, unless that has been told already. */
  *things(revision: Revision): Iterable<Thing> {
    const number = this.numberOf(revision);
    if (this.#told.has(number)) return;
    this.#told.add(number);
    const value = (): StoredRevision => stored(revision);
    yield { kind: 'states.revision', id: String(number), lasts: true, mark: revision, value };
  }

  numberOf(revision: Revision): number {
    const number = this.#numbers.get(revision) ?? ++this.#last;
    this.#numbers.set(revision, number);
    return number;
  }

  restore(found: Found): void {
    for (const [id, { definition, ...others }] of found.all<StoredRevision>('states.revision')) {
      const number = Number(id);
      const revision: Revision = {
        ...others,
        definition,
        program: parseDefinition(definition),
        variableReferences: variableReferences(definition),
      };
      this.#numbers.set(revision, number);
      this.#restored.set(number, revision);
      this.#last = Math.max(this.#last, number);
    }
  }

  /** One that was restored. */
  get(number: number): Revision {
    const revision = this.#restored.get(number);
    if (!revision) throw new RangeError(`No revision ${number}`);
    return revision;
  }
}

function stored({ program: _, variableReferences: __, ...revision }: Revision): StoredRevision {
  return revision;
}
