/**
 * States.QueryEvaluationError: a JSONata expression threw, gave nothing, or gave a value that its field does not take. Recorded as an
 * EvaluationFailed event before it is matched. The message is the part of the cause after "An error occurred …".
 */
export class QueryEvaluationError extends Error {
  static readonly errorName = 'States.QueryEvaluationError';
  /** The field, as a path within the state: `Output/result`. */
  readonly location: string | undefined;
  /** The expression itself was evaluated well and its value only later found unfit: AWS records that as a step of its own. */
  readonly settled: boolean;

  constructor(detail: string, location?: string, settled = false) {
    super(detail);
    this.name = 'QueryEvaluationError';
    this.location = location;
    this.settled = settled;
  }
}
