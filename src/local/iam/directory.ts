/** An account's roles, or its users, by name. */
import { noSuchEntity } from './errors.ts';

export class Directory<Entry extends { readonly name: string }> {
  readonly #kind: 'role' | 'user';
  readonly #entries = new Map<string, Entry>();

  constructor(kind: 'role' | 'user') {
    this.#kind = kind;
  }

  /** Names are unique without regard to case. */
  find(name: string): Entry | undefined {
    return this.#entries.get(name.toLowerCase());
  }

  /** Throws NoSuchEntity. */
  get(name: string): Entry {
    const entry = this.find(name);
    if (!entry) throw noSuchEntity(`The ${this.#kind} with name ${name} cannot be found.`);
    return entry;
  }

  add(entry: Entry): void {
    this.#entries.set(entry.name.toLowerCase(), entry);
  }

  remove({ name }: Entry): void {
    this.#entries.delete(name.toLowerCase());
  }

  /** In the order of their names. */
  all(): readonly Entry[] {
    return [...this.#entries.values()].sort((a, b) => (a.name < b.name ? -1 : 1));
  }
}
