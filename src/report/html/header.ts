import { html, type Markup, type Part } from './markup.ts';

export interface Heading {
  readonly workflow: string;
  readonly stage: string;
  readonly passed: boolean;
  /** How it ended. */
  readonly title: Part;
}

/** The head of a page: what it is about, how it ended, and facts beside that. */
export function pageHeader({ workflow, stage, passed, title }: Heading, facts: Part): Markup {
  return html`<header class="${passed ? 'passed' : 'failed'}">
    <p class="workflow">${workflow} <span>${stage}</span></p>
    <h1><span class="seal" aria-hidden="true">${passed ? '✓' : '✕'}</span><span>${title}</span></h1>
    <p class="facts">${facts}</p>
  </header>`;
}
