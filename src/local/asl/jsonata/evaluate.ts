import type jsonata from 'jsonata';
import type { Json } from '../../../json.ts';
import { toJson } from './normalise.ts';

/** How deep an evaluation may nest, which ends an expression that calls itself for ever; how long its arrays may be. */
export const limits = { stack: 3000, sequence: 1_000_000 };

/** Names that an expression may use, without their `$`. */
export type Bindings = Readonly<Record<string, unknown>>;

/** What an expression gives as plain JSON; undefined where it gives nothing. Rejects with EvaluationProblem. */
export async function evaluate(compiled: jsonata.Expression, bindings: Bindings): Promise<Json | undefined> {
  try {
    return toJson(await compiled.evaluate(undefined, bindings));
  } catch (thrown) {
    throw problem(thrown);
  }
}

/** Why an evaluation gave no value; the message as AWS tells it: `T1006: Attempted to invoke a non-function`. */
export class EvaluationProblem extends Error {
  /** It was given up because it took too long. */
  readonly late: boolean;

  constructor(message: string, late = false) {
    super(message);
    this.late = late;
  }
}

function problem(thrown: unknown): EvaluationProblem {
  const { code, message } = thrown as { readonly code?: unknown; readonly message?: unknown };
  const text = typeof message === 'string' ? message : String(thrown);
  return new EvaluationProblem(typeof code === 'string' ? `${code}: ${text}` : text, code === 'D1012');
}
