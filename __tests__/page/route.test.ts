import { describe, expect, it } from '@jest/globals';
import { homeOf, linkTo, linkToChild, machineOf, readRoute } from '../../src/page/route.ts';

const base = 'arn:aws:states:eu-west-1:111111111111';

describe('the address of what the page shows', () => {
  it.each([
    ['a state machine', 'machine', `${base}:stateMachine:orders`],
    ['an execution', 'execution', `${base}:execution:orders:a b%2F#é`],
    ['a map run, whose ARN has a slash', 'mapRun', `${base}:mapRun:orders/Import:0a1b`],
  ] as const)('leads to %s and back', (_, kind, arn) => {
    expect(readRoute(linkTo(kind, arn))).toEqual({ kind, arn });
  });

  it.each([
    ['nothing', ''],
    ['no kind of the page’s', '#/role/arn%3Aaws%3Astates%3Aeu-west-1%3A111111111111%3AstateMachine%3Ax'],
    ['what is no ARN', '#/execution/javascript%3Aalert(1)'],
    ['an ARN of another service', '#/execution/arn%3Aaws%3Aiam%3A%3A111111111111%3Arole%2Fx'],
    ['half a percent sign', '#/execution/%E0%A4%A'],
  ])('shows all state machines for %s', (_, hash) => {
    expect(readRoute(hash)).toEqual({ kind: 'home' });
  });

  it.each([
    [`${base}:execution:orders:e`, `${base}:stateMachine:orders`],
    [`${base}:execution:orders/Import:e`, `${base}:stateMachine:orders`],
  ])('knows the state machine of %s', (execution, machine) => {
    expect(machineOf(execution)).toBe(machine);
    expect(homeOf(execution)).toEqual({ account: '111111111111', region: 'eu-west-1' });
  });

  it('leads to nothing that keeps no history', () => {
    expect(linkToChild(`${base}:express:orders:e:f`)).toBeUndefined();
    expect(linkToChild(`${base}:execution:orders:e`)).toMatch(/^#\/execution\//);
    expect(linkToChild(`${base}:mapRun:orders/I:e`)).toMatch(/^#\/mapRun\//);
  });
});
