/** What is written in the box of a state, and how large that makes it. */
import type { StateVisit } from '../../run/run.ts';
import { formatDuration } from '../duration.ts';
import { printableLine } from '../printable.ts';
import { omission } from './cut.ts';
import type { Size } from './geometry.ts';
import type { GraphState } from './graph.ts';
import type { Standing } from './standing.ts';
import { wordOf } from './words.ts';

const letterWidth = 7.6;
const longestName = 34;

export function sizeOf({ type, name }: GraphState): Size {
  if (type === omission) return { width: 96, height: 24 };
  const letters = Math.min(printableLine(name).length, longestName);
  return { width: Math.max(176, Math.ceil(letters * letterWidth) + 58), height: 52 };
}

/** Of the corners: a Choice is round. */
export function radiusOf({ type }: GraphState): number {
  return type === 'Choice' ? 22 : 10;
}

export function shortened(name: string): string {
  const line = printableLine(name);
  return line.length > longestName ? `${line.slice(0, longestName - 1)}…` : line;
}

/** The whole name, and how the state fared. */
export function titleOf({ name }: GraphState, standing: Standing): string {
  const word = wordOf(standing.look);
  return word === '' ? name : `${name}: ${word}${retriesOf(standing)}`;
}

function retriesOf({ retries }: Standing): string {
  if (retries === 0) return '';
  return retries === 1 ? ' after 1 retry' : ` after ${retries} retries`;
}

/** The line below the name: the type, how often or how long, how far a Map has come, how often again. */
export function noteOf({ type }: GraphState, { visits, retries, visit }: Standing): string {
  const took = visit?.exitedAt === undefined ? undefined : formatDuration(visit.exitedAt - visit.enteredAt);
  const parts = [
    type,
    visits > 1 ? `${visits} times` : took,
    visits === 1 ? itemsOf(visit) : undefined,
    retries > 0 ? `↻ ${retries}` : undefined,
  ];
  return parts.filter((part) => part !== undefined).join(' · ');
}

/** Of a Map that is at work, or has not done all. */
function itemsOf(visit: StateVisit | undefined): string | undefined {
  const { total, succeeded } = visit?.items ?? { total: 0, succeeded: 0 };
  return succeeded === total ? undefined : `${succeeded} of ${total} items`;
}
