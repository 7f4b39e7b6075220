/** What each way to fare is called, and the mark that says it without colour. */
import type { Look } from '../graph/standing.ts';
import { html, type Markup } from './markup.ts';

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

export function badge(look: Look): Markup {
  return html`<span class="badge ${look}"
    ><span aria-hidden="true">${markOf(look)}</span> ${wordOf(look)}</span
  >`;
}

/** Fragment of the page that tells all of a visit. */
export function anchorOf({ id }: { readonly id: string }): string {
  return `visit-${id}`;
}
