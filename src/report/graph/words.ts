/** What each way to fare is called, and the mark that says it without colour. */
import type { Look } from './standing.ts';

const words: Readonly<Record<Look, readonly [mark: string, word: string]>> = {
  failed: ['✕', 'failed'],
  running: ['→', 'running'],
  stopped: ['◌', 'stopped'],
  caught: ['↷', 'caught'],
  passed: ['✓', 'passed'],
  notReached: ['', 'not reached'],
  plain: ['', ''],
};

export function markOf(look: Look): string {
  return words[look][0];
}

export function wordOf(look: Look): string {
  return words[look][1];
}
