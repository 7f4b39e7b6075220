/** Trust policies: which service may assume a role, and on whose behalf. */
import type { JsonObject } from '../../json.ts';

/**
 * Lets a service assume the role. With an account, only on behalf of that account's resources: the guard against the
 * confused deputy that AWS recommends for Step Functions (developer guide, "Creating an IAM role for your state machine").
 */
export function trustOf(service: string, sourceAccount?: string): JsonObject {
  return {
    Version: '2012-10-17',
    Statement: [
      {
        Effect: 'Allow',
        Principal: { Service: service },
        Action: 'sts:AssumeRole',
        ...(sourceAccount !== undefined && {
          Condition: { StringEquals: { 'aws:SourceAccount': sourceAccount } },
        }),
      },
    ],
  };
}
