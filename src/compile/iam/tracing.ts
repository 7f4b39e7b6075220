/** What X-Ray wants: none of its actions takes a resource (service authorization reference, AWS X-Ray). */
import type { Statement } from '../blueprint.ts';

export function tracingStatement(reason: string, actions: readonly string[]): Statement {
  return { sid: 'Trace', actions, resources: ['*'], reason };
}
