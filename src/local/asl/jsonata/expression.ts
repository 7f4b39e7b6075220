import jsonata from 'jsonata';
import type { Json } from '../../../json.ts';
import { QueryEvaluationError } from '../errors/query-evaluation.ts';
import type { Scope } from '../scope.ts';
import { awsFunctions } from './functions.ts';
import { toJson } from './normalise.ts';
import { BoundedRegExp } from '../bounded-regexp.ts';

/** What one evaluation may take: milliseconds, and depth of nesting. */
const limits = { timeout: 1000, stack: 3000, sequence: 5_000_000 };

/** A JSONata expression, compiled once. */
export class JsonataExpression {
  /** The text between `{%` and `%}`, trimmed. */
  readonly text: string;
  readonly #compiled: jsonata.Expression;

  /** Throws jsonata's error for a text that is no expression. */
  constructor(text: string) {
    this.text = text;
    const options = { ...limits, RegexEngine: BoundedRegExp as unknown as RegExpConstructor };
    this.#compiled = jsonata(text, options);
  }

  /**
   * Evaluates for the field at `location` (`Output/result`). Throws QueryEvaluationError where it throws, takes too
   * long, or gives nothing.
   */
  async evaluate(scope: Scope, location: string): Promise<Json> {
    const value = await this.#run(scope, location);
    if (value === undefined) throw this.#error(location, 'returned nothing (undefined).');
    return value;
  }

  /** For fields that take only some kinds of values: the error that AWS answers with for any other. */
  unexpected(location: string, expected: string, actual: string, value: Json): QueryEvaluationError {
    return this.#error(
      location,
      `returned an unexpected result type. Expected '${expected}', but was '${actual}' for value: ${JSON.stringify(value)}`,
    );
  }

  async #run(scope: Scope, location: string): Promise<Json | undefined> {
    try {
      return toJson(await this.#compiled.evaluate(undefined, bindings(scope)));
    } catch (thrown) {
      throw this.#error(location, `threw an error during evaluation. ${describe(thrown)}`);
    }
  }

  #error(location: string, problem: string): QueryEvaluationError {
    const detail = `The JSONata expression '${this.text}' specified for the field '${location}' ${problem}`;
    return new QueryEvaluationError(detail, location);
  }
}

function bindings(scope: Scope): Record<string, unknown> {
  const { input, result, errorOutput } = scope;
  const states = {
    input,
    ...(result !== undefined && { result }),
    ...(errorOutput !== undefined && { errorOutput }),
    context: scope.context(),
  };
  return { ...awsFunctions(scope), ...scope.variables, states };
}

/** `T1006: Attempted to invoke a non-function` */
function describe(thrown: unknown): string {
  const { code, message } = thrown as { readonly code?: unknown; readonly message?: unknown };
  const text = typeof message === 'string' ? message : String(thrown);
  return typeof code === 'string' ? `${code}: ${text}` : text;
}
