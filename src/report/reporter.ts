/** What happens while a command works, as data: edges turn it into lines, colours and log groups. */
import type { Problem } from '../errors.ts';
import type { Change } from '../deploy/change.ts';
import type { Plan } from '../deploy/plan.ts';
import type { Deployment } from '../deploy/promote.ts';
import type { CaseResult } from '../run/cases/case.ts';
import type { Verdict } from '../run/verdict.ts';
import type { Run } from '../run/run.ts';
import type { News } from '../run/visit.ts';

export type Progress =
  | { readonly kind: 'warning'; readonly problem: Problem }
  | { readonly kind: 'planned'; readonly plan: Plan }
  /** A change has been carried out; duration in milliseconds. */
  | { readonly kind: 'applied'; readonly change: Change; readonly durationMs: number }
  | { readonly kind: 'started'; readonly executionArn: string }
  | News
  | { readonly kind: 'finished'; readonly run: Run; readonly verdict: Verdict }
  /** `live` executes the candidate for a share of its executions, in percent. */
  | { readonly kind: 'shifting'; readonly percent: number; readonly forSeconds: number }
  | { readonly kind: 'promoted'; readonly deployment: Deployment }
  /** One of the workflow's tests was executed and judged, or skipped. */
  | { readonly kind: 'tested'; readonly result: CaseResult }
  | { readonly kind: 'discarded' };

export type Reporter = (progress: Progress) => void;
