import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { UserError } from '../../src/errors.ts';
import { load, python } from './support.ts';

const orders = `name: orders
description: Take an order and charge it
type: STANDARD
timeout: 10m
defaults:
  function: { runtime: python3.13, memory: 256, timeout: 30s, architecture: arm64 }

functions:
  validate:
    source: functions/validate
  charge:
    source: functions/charge.ts
    environment: { TABLE: '\${env.TABLE}' }
    permissions:
      - actions: [dynamodb:PutItem]
        resources: ['arn:\${partition}:dynamodb:\${region}:\${account}:table/\${env.TABLE}']
    url: { auth: NONE, cors: { allowOrigins: ['*'], allowMethods: [GET] } }

steps:
  - name: Validate
    function: validate
  - name: Big enough?
    choice:
      - when: $states.input.total >= 100
        next: Charge
    default: Reject
  - name: Charge
    function: charge
    retry: [{ errorEquals: [Card.Busy], interval: 1s, maxAttempts: 5, backoffRate: 2 }]
    catch: [{ errorEquals: [Card.Declined], next: Reject, output: '{% $states.input %}' }]
    end: true
  - name: Reject
    fail: { error: Rejected, cause: '{% "order " & $states.input.id %}' }

input: { id: A-1, total: 120 }
keep: 5
`;
const files = {
  'functions/validate/main.py': python,
  'functions/charge.ts': 'export async function handler(event: unknown) { return event; }\n',
};
const options = { env: { TABLE: 'orders' } };

describe('a whole file', () => {
  it('is read', async () => {
    const workflow = await load(orders, files, options);
    expect(workflow.functions.map(({ key, runtime, handler }) => [key, runtime, handler])).toEqual([
      ['validate', 'python3.13', 'main.handler'],
      ['charge', 'nodejs24.x', 'charge.handler'],
    ]);
    const { definition } = workflow;
    expect(definition.kind === 'steps' && definition.steps.map(({ name }) => name)).toEqual([
      'Validate',
      'Big enough?',
      'Charge',
      'Reject',
    ]);
  });

  it('that somebody has spoilt is a mistake with a place, never a bug', async () => {
    const piece = fc.constantFrom(
      ...'{ } [ ] & * ! | > % @ " : # , ? - 30 /'.split(' '),
      "'",
      '\t',
      '\n',
      '${',
      '{%',
      '*a',
      '&a ',
      '__proto__',
      '\0',
    );
    const change = fc.record({ at: fc.nat(orders.length), cut: fc.nat(20), put: piece });
    await fc.assert(
      fc.asyncProperty(fc.array(change, { minLength: 1, maxLength: 4 }), async (changes) => {
        const spoil = (text: string, { at, cut, put }: { at: number; cut: number; put: string }): string =>
          text.slice(0, at) + put + text.slice(at + cut);
        const error = await load(changes.reduce(spoil, orders), files, options).then(
          () => undefined,
          (thrown: unknown) => thrown,
        );
        if (error === undefined) return;
        expect(error).toBeInstanceOf(UserError);
        expect((error as UserError).problems.filter(({ at }) => at === undefined)).toEqual([]);
      }),
      { numRuns: 300 },
    );
  });
});
