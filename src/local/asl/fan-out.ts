import { setImmediate } from 'node:timers/promises';
import type { Json } from '../../json.ts';
import { abortedEvents } from './aborted.ts';
import type { Part, RunningPart } from './checkpoint.ts';
import { iterationAborted, iterationFailed } from './events/map.ts';
import type { Frame } from './frame.ts';
import { StateFailure } from './errors/state-failure.ts';
import { TimeoutFailure } from './errors/timeout.ts';

/** A sibling failed: nothing that the frame does counts any more. */
class SiblingFailed extends Error {}

/**
 * Runs `work` for each of the frames that `next` forks, at most `width` at once, and resolves with all results in order. The first failure
 * aborts the others, writes what became of them, and rejects once everything has come to rest. `close` ends a frame that did well and gives
 * the id of the event that its parent goes on from. Of a redriven state what did well is not run again.
 */
export async function fanOut<T>(
  parent: Frame,
  count: number,
  width: number,
  fork: (index: number, lastEventId: number, resumed: boolean) => Frame,
  work: (frame: Frame, index: number) => Promise<T>,
  close: (frame: Frame, index: number) => number,
): Promise<readonly T[]> {
  const kept = parent.visit?.takeResumed() ?? new Map<number, Part>();
  const parts = parent.visit?.parts ?? new Map<number, RunningPart>();
  const results: T[] = [];
  for (const [index, part] of kept) {
    if (!('result' in part)) continue;
    results[index] = part.result as T;
    parts.set(index, part);
  }
  const pending = Array.from({ length: count }, (_, index) => index).filter((index) => !parts.has(index));
  const frames: Frame[] = [];
  let started = 0;
  let failure: { readonly thrown: unknown; readonly settled: Promise<void> } | undefined;

  const begin = (lastEventId: number): readonly [Frame, number] => {
    const index = pending[started++] ?? 0;
    const part = kept.get(index);
    const stoodAt = part && 'stoodAt' in part ? part.stoodAt : undefined;
    const frame = fork(index, lastEventId, stoodAt !== undefined);
    frame.resumed = stoodAt;
    frames.push(frame);
    parts.set(index, { frame });
    return [frame, index];
  };
  /** Takes one item after the other; each follows the last event of the one before. */
  const lane = async (first: readonly [Frame, number]): Promise<void> => {
    let [frame, current] = first;
    for (;;) {
      try {
        results[current] = await work(frame, current);
      } catch (thrown) {
        failure ??= { thrown, settled: settleFailure(parent, frame, thrown, frames) };
        await failure.settled;
        return;
      }
      parent.lastEventId = close(frame, current);
      parent.children.delete(frame);
      parts.set(current, { result: results[current] as Json });
      if (failure || started >= pending.length) return;
      [frame, current] = begin(frame.lastEventId);
    }
  };
  const firsts = Array.from({ length: Math.min(pending.length, width) }, () => begin(parent.lastEventId));
  await Promise.all(firsts.map(lane));
  if (failure) throw failure.thrown;
  return results;
}

/** Milliseconds between timers that were set one after the other, which run out in the same moment for AWS. */
const together = 25;

/**
 * Stops the siblings of a failed frame, after those that fail in the same moment. A failure that a Catch may match is told frame by
 * frame: AWS lets them all follow the first failure; others end the execution at once. Frames that were aborted from above stay, to be told of.
 */
async function settleFailure(
  parent: Frame,
  failed: Frame,
  thrown: unknown,
  frames: readonly Frame[],
): Promise<void> {
  if (thrown instanceof StateFailure) {
    const { clock } = parent.run.environment;
    await (thrown instanceof TimeoutFailure ? clock.sleep(together) : clock.busy(() => setImmediate()));
    for (const frame of frames) if (parent.children.has(frame)) tell(parent, frame, failed);
    parent.lastEventId = failed.lastEventId;
  }
  if (parent.aborted) return;
  for (const frame of parent.children) frame.abort(new SiblingFailed());
  parent.children.clear();
}

function tell(parent: Frame, frame: Frame, failed: Frame): void {
  const name = parent.visit?.state.name ?? '';
  const { index } = frame.item ?? {};
  const end = frame === failed ? iterationFailed : iterationAborted;
  if (index !== undefined) parent.note(end(name, index), failed.lastEventId);
  for (const body of abortedEvents(frame)) parent.note(body, failed.lastEventId);
}
