import type { EventBody } from '../history.ts';

export function evaluationFailed(
  state: string,
  error: string,
  cause: string,
  location: string | undefined,
): EventBody {
  return {
    type: 'EvaluationFailed',
    evaluationFailedEventDetails: { state, error, cause, ...(location !== undefined && { location }) },
  };
}
