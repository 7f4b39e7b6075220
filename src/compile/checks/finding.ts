/** What a check has to say about a compiled definition. */
import type { Problem } from '../../errors.ts';
import type { Excerpt, Locate, Path } from '../../workflow/workflow.ts';

/** Of one kind. Nobody reads more at once, and each has to be located. */
export const mostFindings = 1_000;

/** Inside of one text, each of which is looked for from its beginning on. */
export const mostInText = 10;

export interface Finding {
  /** Inside of the definition. */
  readonly path: Path;
  /** The part of a text that is meant, where it is only a part. */
  readonly excerpt?: Excerpt;
  readonly what: string;
  readonly hint?: string;
  /** A warning is shown, an error stops: AWS would refuse the definition, or nothing would ever work. */
  readonly severity: 'error' | 'warning';
}

/** The finding for people, where it stands in their files. */
export function problemOf({ path, excerpt, what, hint, severity }: Finding, locate: Locate): Problem {
  return { what, ...(hint !== undefined && { hint }), at: locate(path, excerpt), severity };
}
