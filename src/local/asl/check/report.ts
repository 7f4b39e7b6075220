import type { Diagnostic } from '../diagnostic.ts';

/** Collects the findings about a definition, in the order in which they are made. */
export class Report {
  readonly diagnostics: Diagnostic[] = [];

  /** `location` as AWS writes it: `/States/NAME/Field`. */
  schema(location: string, message: string): void {
    this.#add('SCHEMA_VALIDATION_FAILED', location, message);
  }

  transition(location: string, message: string): void {
    this.#add('MISSING_TRANSITION_TARGET', location, message);
  }

  duplicate(location: string, message: string): void {
    this.#add('DUPLICATE_STATE_NAME', location, message);
  }

  #add(code: string, location: string, message: string): void {
    this.diagnostics.push({ severity: 'ERROR', code, message, location });
  }
}
