import { iterationAborted } from './events/map.ts';
import { stateAborted } from './events/state.ts';
import type { Frame } from './frame.ts';
import type { EventBody } from './history.ts';

/** The events that tell which states were given up in a frame and those within. */
export function abortedEvents(frame: Frame): readonly EventBody[] {
  const { visit } = frame;
  if (visit === undefined) return [];
  const own = stateAborted(visit.state.type);
  return [
    ...[...frame.children].flatMap((child) => abortedChild(child, visit.state.name)),
    ...(own ? [own] : []),
  ];
}

function abortedChild(child: Frame, mapName: string): readonly EventBody[] {
  const iteration = child.item === undefined ? [] : [iterationAborted(mapName, child.item.index)];
  return [...iteration, ...abortedEvents(child)];
}
