/** A role that may not deliver logs: waited for, but less long than for a role that is unknown. */
import { describe, expect, it } from '@jest/globals';
import { connect } from '../../../src/aws/connection.ts';
import { logDestinationBoundMs, propagationBoundMs } from '../../../src/aws/patience.ts';
import { planStateMachine } from '../../../src/deploy/stateMachine/plan.ts';
import { publishStateMachine } from '../../../src/deploy/stateMachine/publish.ts';
import { blueprintOf } from '../../compile/support.ts';
import { json, jsonError, startEndpoint, type Answer } from '../../support/endpoint.ts';
import { SimulatedClock } from '../../support/simulatedClock.ts';

const denied = jsonError(
  'AccessDeniedException',
  'The state machine IAM Role is not authorized to access the Log Destination',
);
const unknownRole = jsonError(
  'AccessDeniedException',
  'Neither the global service principal states.amazonaws.com, nor the regional one is authorized to assume the provided role.',
);
const created = json({ stateMachineArn: 'arn', stateMachineVersionArn: 'arn:1', creationDate: 0 });
const identity: Answer = {
  headers: { 'content-type': 'text/xml' },
  body: '<GetCallerIdentityResponse><GetCallerIdentityResult><Account>123456789012</Account><Arn>arn:aws:iam::123456789012:root</Arn></GetCallerIdentityResult></GetCallerIdentityResponse>',
};

/** Creates a state machine that logs at an endpoint which answers as told, the last answer for ever. */
async function publish(answers: readonly Answer[], top = 'logging: { level: ERROR }\n') {
  let count = 0;
  await using endpoint = await startEndpoint((target) => {
    if (!target.endsWith('CreateStateMachine')) return identity;
    return answers[Math.min(count++, answers.length - 1)] ?? created;
  });
  const aws = await connect({
    endpoint: endpoint.url,
    region: 'eu-west-1',
    credentials: { accessKeyId: 'x', secretAccessKey: 'x' },
  });
  try {
    const clock = new SimulatedClock();
    const { stateMachine } = await blueprintOf(`name: w\n${top}steps: [{ pass: }]\n`);
    const bench = { aws, clock, signal: new AbortController().signal, report: () => undefined, who: 'test' };
    const plan = planStateMachine(stateMachine, [], undefined);
    const result = await publishStateMachine(bench, plan, [], new Map(), {}).catch(
      (thrown: unknown) => thrown,
    );
    return { result, waitedMs: clock.now() };
  } finally {
    aws.close();
  }
}

describe('a log destination that is refused', () => {
  it('is tried again: the role was allowed a moment ago', async () => {
    expect(await publish([unknownRole, denied, denied, created])).toMatchObject({ result: 'arn:1' });
  });

  it('is given up sooner than an unknown role, and explained', async () => {
    const { result, waitedMs } = await publish([denied]);
    expect(waitedMs).toBeLessThanOrEqual(logDestinationBoundMs);
    expect(logDestinationBoundMs).toBeLessThan(propagationBoundMs);
    expect(String(result)).toBe(
      'UserError: the role arn:aws:iam::123456789012:role/stepline/w/dev/w-dev may not deliver logs to /aws/vendedlogs/states/w-dev. Its policy allows it: look for a permissions boundary or a policy of the organisation that denies logs:CreateLogDelivery',
    );
  });

  it("is the user's to allow where the role is", async () => {
    const top = "logging: { level: ERROR }\nrole: 'arn:aws:iam::123456789012:role/m'\n";
    const { result } = await publish([denied], top);
    expect(String(result)).toContain('role/m may not deliver logs');
    expect(String(result)).toContain('or take "logging" out');
  });
});
