/** A page that needs nothing but itself: no script, no network, all of its style inside. */
import { createHash } from 'node:crypto';
import { html, type Markup, type Part } from './markup.ts';
import { styleSheet } from './style.ts';

/** The text of the file. */
export function pageText(title: string, header: Markup, main: Part): string {
  const hash = createHash('sha256').update(styleSheet).digest('base64');
  const policy = `default-src 'none'; style-src 'sha256-${hash}'; base-uri 'none'; form-action 'none'`;
  // As it is: white space would be another hash.
  const style = { markup: `<style>${styleSheet}</style>` };
  const page = html`<html lang="en">
    <head>
      <meta charset="utf-8" />
      <meta http-equiv="Content-Security-Policy" content="${policy}" />
      <meta name="viewport" content="width=device-width, initial-scale=1" />
      <meta name="color-scheme" content="light dark" />
      <meta name="referrer" content="no-referrer" />
      <meta name="generator" content="Stepline" />
      <title>${title}</title>
      ${style}
    </head>
    <body>
      ${header}
      <main>${main}</main>
      <footer>Written by Stepline</footer>
    </body>
  </html>`;
  return `<!doctype html>\n${page.markup}\n`;
}

export function section(id: string, title: string, content: Part): Markup {
  return html`<section class="card" aria-labelledby="${id}">
    <h2 id="${id}">${title}</h2>
    ${content}
  </section>`;
}
