/** The first line of our comment, for machines: which workflow and stage it is about, and what it has said. */
import { z } from 'zod';
import type { Subject } from '../outcome.ts';

/** A verdict that was shown. */
const shown = z.object({
  /** Plain text. */
  gist: z.string(),
  commit: z.string().regex(/^[0-9a-f]*$/),
  runId: z.string().regex(/^\d*$/),
});
export type Shown = z.infer<typeof shown>;

const header = z.object({
  workflow: z.string(),
  stage: z.string(),
  /** The newest first. */
  verdicts: z.array(shown).min(1),
});
export type Header = z.infer<typeof header>;

const line = /^<!-- stepline (\{.*\}) -->$/s;

/** Neither `<` nor `>` stands in it, so that nothing can end the HTML comment. */
export function formatHeader(content: Header): string {
  const json = JSON.stringify(content).replaceAll('<', '\\u003c').replaceAll('>', '\\u003e');
  return `<!-- stepline ${json} -->`;
}

/** Undefined for what is no comment of ours. GitHub may give line ends as CRLF. */
export function readHeader(body: string): Header | undefined {
  const [, json] = line.exec(body.split(/\r?\n/, 1)[0] ?? '') ?? [];
  if (json === undefined) return undefined;
  try {
    return header.safeParse(JSON.parse(json)).data;
  } catch {
    return undefined;
  }
}

export function isAbout(content: Header, { workflow, stage }: Subject): boolean {
  return content.workflow === workflow && content.stage === stage;
}
