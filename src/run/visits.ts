/** The visits of a run, and which of them an event of the history belongs to. */
import type { HistoryEvent } from '@aws-sdk/client-sfn';
import { close, isOpen, reopen, timeOf, withAncestors, type Happening, type Visit } from './visit.ts';

/** Where a state stands: inside which visit of a Parallel or Map, and in which iteration. */
export type Scope = Pick<Visit, 'parent' | 'iteration' | 'executionArn'>;

/**
 * An event finds its state through previousEventId, which leads back to the event that brought it about. AWS has ways of
 * its own there (seen in recorded histories): an event of a Map or Parallel follows the *inner* event that brought it
 * about, and so does the start of its next attempt; an EvaluationFailed follows whatever its state followed.
 */
export class Visits {
  readonly all: Visit[] = [];
  readonly #outermost: Scope;
  /** By event id. */
  readonly #visitOf = new Map<number, Visit>();
  /** By event id, for those after which the next state is an inner one. */
  readonly #innerScopeOf = new Map<number, Scope>();
  /** By visit: id of the event that it was entered after. */
  readonly #enteredAfter = new Map<Visit, number>();
  /** Maps and Parallels that have failed for good, with the inner visit that failed each, or itself. */
  readonly #culpritOf = new Map<Visit, Visit>();

  /** Where the states of the machine itself stand, when its execution is a nested one or a map run's child. */
  constructor(outermost: Scope = {}) {
    this.#outermost = outermost;
  }

  /** The visit of the event before this one. */
  before({ previousEventId = 0 }: HistoryEvent): Visit | undefined {
    return this.#visitOf.get(previousEventId);
  }

  enter(event: HistoryEvent, visit: Omit<Visit, 'parent' | 'iteration'>): Visit {
    const { id = 0, previousEventId = 0 } = event;
    // After a state comes its sibling, unless the event before says that an inner one does.
    const { parent, iteration } =
      this.#innerScopeOf.get(previousEventId) ?? this.before(event) ?? this.#outermost;
    const { executionArn } = this.#outermost;
    const entered = {
      ...visit,
      ...(parent && { parent }),
      ...(iteration !== undefined && { iteration }),
      ...(executionArn !== undefined && { executionArn }),
    };
    this.all.push(entered);
    this.#visitOf.set(id, entered);
    this.#enteredAfter.set(entered, previousEventId);
    return entered;
  }

  /** The visit that an event belongs to, which the events after it will find. */
  assign(event: HistoryEvent): Visit | undefined {
    const visit = this.#visitFor(event);
    if (visit) this.#visitOf.set(event.id ?? 0, visit);
    return visit;
  }

  #visitFor(event: HistoryEvent): Visit | undefined {
    const { type = '', evaluationFailedEventDetails: evaluation, stateExitedEventDetails: exit } = event;
    const before = this.before(event);
    if (evaluation?.state !== undefined) return this.#evaluated(event, before, evaluation.state);
    const around = this.around(before).filter(isOpen);
    if (exit?.name !== undefined)
      return around.find(({ name }) => name === exit.name) ?? this.#lastOpen(exit.name);
    const [container] = /^(Map|Parallel)/.exec(type) ?? [];
    if (container === undefined) return before;
    return around.find((visit) => visit.type === container && !this.#culpritOf.has(visit)) ?? before;
  }

  /** The visit and those of the same execution that it is inside of, innermost first. */
  around(visit: Visit | undefined): Visit[] {
    return withAncestors(visit).filter(({ executionArn }) => executionArn === this.#outermost.executionArn);
  }

  /** In a Map several visits of one state are open at once; that it followed the same event tells them apart. */
  #evaluated(event: HistoryEvent, before: Visit | undefined, name: string): Visit | undefined {
    if (before?.name === name && isOpen(before)) return before;
    const open = this.all.filter((visit) => visit.name === name && isOpen(visit));
    return open.find((visit) => this.#enteredAfter.get(visit) === event.previousEventId) ?? open.at(-1);
  }

  /** After a redrive the branches of a Parallel all go on from one event. */
  #lastOpen(name: string): Visit | undefined {
    return this.all.findLast((visit) => visit.name === name && isOpen(visit));
  }

  /** An execution goes on: what had failed is at work again, and so is what was stopped for it. */
  reopen(event: HistoryEvent, culprit: Visit | undefined): void {
    const again = new Set(withAncestors(culprit));
    for (const visit of this.all) {
      const { parent, outcome, enteredAt } = visit;
      const isOfLastAttempt = !parent || enteredAt >= (parent.attempts.at(-1)?.startedAt ?? 0);
      if (outcome === 'aborted' && isOfLastAttempt && (!parent || again.has(parent))) again.add(visit);
    }
    for (const visit of again) {
      reopen(visit);
      this.#culpritOf.delete(visit);
    }
    const goesOn = culprit ?? [...again].at(-1);
    if (goesOn) this.#visitOf.set(event.id ?? 0, goesOn);
  }

  /** The next state after this event is inside of `parent`. */
  openScope({ id = 0 }: HistoryEvent, parent: Visit, iteration?: number): void {
    this.#innerScopeOf.set(id, { parent, ...(iteration !== undefined && { iteration }) });
  }

  /** A Map or Parallel has failed for good, because of `culprit`. */
  blame(container: Visit, culprit: Visit): void {
    this.#culpritOf.set(container, culprit);
  }

  /** The innermost visit that made this one fail. */
  leafOf(visit: Visit | undefined): Visit | undefined {
    const culprit = visit && this.#culpritOf.get(visit);
    return culprit === undefined || culprit === visit ? visit : this.leafOf(culprit);
  }

  /**
   * Closes what is still open - everything, or all inside a Map or Parallel, or in one of its iterations - innermost
   * first. The culprit and what it is inside of have failed, the others were stopped.
   */
  closeAll(
    event: HistoryEvent,
    culprit: Visit | undefined,
    container?: Visit,
    iteration?: number,
  ): Happening[] {
    const failed = new Set(withAncestors(culprit));
    const isMeant = (visit: Visit): boolean => !container || isInside(visit, container, iteration);
    const open = this.all.filter((visit) => isOpen(visit) && isMeant(visit)).reverse();
    return open.map((visit) => close(visit, timeOf(event), failed.has(visit) ? 'failed' : 'aborted'));
  }
}

function isInside(visit: Visit, container: Visit, iteration: number | undefined): boolean {
  const chain = withAncestors(visit);
  const child = chain[chain.indexOf(container) - 1];
  return child !== undefined && (iteration === undefined || child.iteration === iteration);
}
