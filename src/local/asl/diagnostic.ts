/** One finding about a definition, as ValidateStateMachineDefinition returns it. */
export interface Diagnostic {
  readonly severity: 'ERROR' | 'WARNING';
  /** SCHEMA_VALIDATION_FAILED, INVALID_JSON_DESCRIPTION, MISSING_TRANSITION_TARGET, … */
  readonly code: string;
  readonly message: string;
  /** `/States/NAME/Field`; absent where AWS gives none. */
  readonly location?: string;
}

/** The message of the InvalidDefinition error that CreateStateMachine and UpdateStateMachine answer with. */
export function invalidDefinitionMessage(diagnostics: readonly Diagnostic[]): string {
  const errors = diagnostics.filter(({ severity }) => severity === 'ERROR');
  const parts = errors.map(
    ({ code, message, location }) => `${code}: ${message}${location ? ` at ${location}` : ''}`,
  );
  return `Invalid State Machine Definition: '${parts.join(', ')}'`;
}
