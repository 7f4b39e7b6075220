/** What the deploy before the run changed, and the functions' URLs. */
import { writesOf } from '../../deploy/plan.ts';
import type { RunReport } from '../json.ts';
import { columns } from './columns.ts';
import { html, type Markup } from './markup.ts';

export function changes({ plan, deployment }: RunReport): Markup {
  const writes = writesOf(plan);
  const urls = Object.entries(deployment?.functionUrls ?? {});
  const rows = writes.map(
    ({ action, resource, name, reasons }) =>
      html`<tr>
        <td>${action}</td>
        <td>${resource}</td>
        <th scope="row">${name}</th>
        <td class="size">${reasons.join('\n')}</td>
      </tr>`,
  );
  const table = html`<div class="wide" tabindex="0" role="region" aria-label="Changes">
    <table class="changes">
      ${columns('Change', 'Resource', 'Name', 'Why')}
      <tbody>
        ${rows}
      </tbody>
    </table>
  </div>`;
  return html`${rows.length === 0 ? html`<p>No changes: everything stands as wanted.</p>` : table}${
    urls.length === 0
      ? undefined
      : html`<dl>
          ${urls.map(
            ([key, url]) =>
              html`<div>
                <dt>${key}</dt>
                <dd><code>${url}</code></dd>
              </div>`,
          )}
        </dl>`
  }`;
}
