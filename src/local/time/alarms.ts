/** What waits for its time, in order: a binary heap, so that ten thousand waits cost little more than one each. */

export interface Alarm {
  /** Milliseconds since 1970. */
  readonly due: number;
  readonly ring: () => void;
  /** Called off: it stays where it is, and is passed over when its turn comes. */
  off: boolean;
}

interface Entry {
  readonly alarm: Alarm;
  /** Of two that are due at once, the one that was set first rings first. */
  readonly number: number;
}

export class Alarms {
  #heap: Entry[] = [];
  #numbered = 0;
  #off = 0;

  /** How many are set. */
  get size(): number {
    return this.#heap.length - this.#off;
  }

  get first(): Alarm | undefined {
    while (this.#heap[0]?.alarm.off) {
      this.#shift();
      this.#off--;
    }
    return this.#heap[0]?.alarm;
  }

  set(alarm: Alarm): void {
    const entry = { alarm, number: this.#numbered++ };
    let at = this.#heap.push(entry) - 1;
    for (let parent; at > 0 && before(entry, (parent = this.#at((at - 1) >> 1))); at = (at - 1) >> 1) {
      this.#heap[at] = parent;
    }
    this.#heap[at] = entry;
  }

  /** Takes the first one out. */
  take(): Alarm | undefined {
    const { first } = this;
    if (first) this.#shift();
    return first;
  }

  /** Those called off are swept out once they are the greater part. */
  callOff(alarm: Alarm): void {
    alarm.off = true;
    if (++this.#off < 64 || this.#off * 2 < this.#heap.length) return;
    // A sorted array is a heap.
    this.#heap = this.#heap.filter((entry) => !entry.alarm.off).sort((a, b) => (before(a, b) ? -1 : 1));
    this.#off = 0;
  }

  #at(index: number): Entry {
    const entry = this.#heap[index];
    if (!entry) throw new RangeError(`No entry ${index}`);
    return entry;
  }

  #shift(): void {
    const last = this.#heap.pop();
    if (!last || this.#heap.length === 0) return;
    let at = 0;
    for (let child = this.#firstChild(at); child !== undefined; child = this.#firstChild(at)) {
      if (!before(this.#at(child), last)) break;
      this.#heap[at] = this.#at(child);
      at = child;
    }
    this.#heap[at] = last;
  }

  /** The child that is due before the other. */
  #firstChild(parent: number): number | undefined {
    const [left, right] = [2 * parent + 1, 2 * parent + 2];
    if (left >= this.#heap.length) return undefined;
    return right < this.#heap.length && before(this.#at(right), this.#at(left)) ? right : left;
  }
}

function before(a: Entry, b: Entry): boolean {
  return a.alarm.due < b.alarm.due || (a.alarm.due === b.alarm.due && a.number < b.number);
}
