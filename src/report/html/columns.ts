import { html, type Markup } from './markup.ts';

/** The head of a table. */
export function columns(...names: readonly string[]): Markup {
  return html`<thead>
    <tr>
      ${names.map((name) => html`<th scope="col">${name}</th> `)}
    </tr>
  </thead>`;
}
