/** How a visit fared, and where the page tells of it. */
import type { Look } from '../graph/standing.ts';
import { markOf, wordOf } from '../graph/words.ts';
import { html, type Markup } from './markup.ts';

export function badge(look: Look): Markup {
  return html`<span class="badge ${look}"
    ><span aria-hidden="true">${markOf(look)}</span> ${wordOf(look)}</span
  >`;
}

/** Fragment of the page that tells all of a visit. */
export function anchorOf({ id }: { readonly id: string }): string {
  return `visit-${id}`;
}
