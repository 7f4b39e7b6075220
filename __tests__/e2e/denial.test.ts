/** What only looks like propagation: a permission that is missing for good. */
import { describe, expect } from '@jest/globals';
import { createFolder } from '../support/folder.ts';
import type { Fault } from '../support/control.ts';
import { stepline } from '../support/spawn.ts';
import { itEmbedded, openEmbedded } from '../support/target.ts';
import { manyFunctions } from '../support/workflows.ts';

const rows: readonly { readonly operation: string; readonly permission: string; readonly fault: Fault }[] = [
  {
    operation: 'CreateFunction',
    permission: 'iam:PassRole',
    fault: { effect: 'deny', operation: 'CreateFunction', action: 'iam:PassRole' },
  },
  {
    operation: 'CreateStateMachine',
    permission: 'iam:PassRole',
    fault: { effect: 'deny', operation: 'CreateStateMachine', action: 'iam:PassRole' },
  },
  {
    operation: 'CreateRole',
    permission: 'iam:CreateRole',
    fault: { effect: 'deny', operation: 'CreateRole' },
  },
  {
    operation: 'CreateAlias',
    permission: 'lambda:CreateAlias',
    fault: { effect: 'deny', operation: 'CreateAlias' },
  },
  {
    operation: 'CreateLogGroup',
    permission: 'logs:CreateLogGroup',
    fault: { effect: 'deny', operation: 'CreateLogGroup' },
  },
];

describe('a deploy that may not', () => {
  for (const { operation, permission, fault } of rows) {
    itEmbedded(`${operation}: fails at once, and names ${permission}`, async () => {
      await using local = await openEmbedded();
      await using folder = await createFolder(manyFunctions(2));
      await local.control.arm(fault);
      const { code, stderr } = await stepline(['deploy', folder.path, '--aws'], { env: local.env });
      expect({ code, stderr }).toMatchObject({ code: 3 });
      expect(stderr).toContain(permission);
      const refused = (await local.control.calls()).filter((call) => call.operation === operation);
      // Not retried: each function asked once at most.
      expect(refused.length).toBeLessThanOrEqual(3);
    });
  }
});
