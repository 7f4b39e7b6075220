import { describe, expect, it } from '@jest/globals';
import type { Json } from '../../src/json.ts';
import { load, python } from './support.ts';

const yaml = `name: x
values: { TABLE: 'orders-\${stage}', LEVEL: INFO }
stages:
  prod:
    values: { TABLE: orders }
    functions:
      charge: { memory: 1024, environment: { LEVEL: WARN } }
    input: { id: P }
    keep: 20
    promote: { percent: 10, for: 5m }
defaults: { function: { timeout: 10s } }
functions:
  charge:
    source: charge.py
    environment: { TABLE: '\${values.TABLE}', LEVEL: '\${values.LEVEL}', REGION: '\${region}' }
steps:
  - function: charge
input: { id: A, total: 1 }
`;
const inStage = (stage: string) => load(yaml, { 'charge.py': python }, { stage });

describe('stages', () => {
  it('has what the file says where a stage says nothing', async () => {
    const { functions, input, keep, promote } = await inStage('dev');
    expect(functions[0]).toMatchObject({
      memory: 128,
      timeoutSeconds: 10,
      environment: { TABLE: 'orders-dev', LEVEL: 'INFO', REGION: '${region}' },
    });
    expect({ input, keep, promote }).toEqual({ input: { id: 'A', total: 1 }, keep: 5, promote: undefined });
  });

  it('has what the stage says: maps are merged, the rest is replaced, the input whole', async () => {
    const { functions, input, keep, promote } = await inStage('prod');
    expect(functions[0]).toMatchObject({
      memory: 1024,
      timeoutSeconds: 10,
      environment: { TABLE: 'orders', LEVEL: 'WARN', REGION: '${region}' },
    });
    expect({ input, keep }).toEqual({ input: { id: 'P' }, keep: 20 });
    expect(promote).toEqual({ percent: 10, forSeconds: 300 });
  });

  it('knows where each value stands', async () => {
    const { locate } = await inStage('prod');
    expect(locate(['functions', 'charge', 'memory']).line).toBe(7);
    expect(locate(['functions', 'charge', 'source']).line).toBe(14);
    expect(locate(['input', 'id']).line).toBe(8);
  });
});

describe('values', () => {
  const payloads: readonly (readonly [why: string, value: string, text: string, becomes: Json])[] = [
    ['is put in', 'a', '<${values.A}>', '<a>'],
    ['stays unread behind an escape', 'a', '$${values.A}', '$${values.A}'],
    ['may hold what is known now', '${stage}/${env.HOME}', '${values.A}', 'dev/home'],
    ['may hold what the target knows', '${region}', '${values.A}', '${region}'],
    ['makes no reference with what follows it', '$', '${values.A}{region}', '${$}{region}'],
  ];
  it.each(payloads)('%s', async (_, value, text, becomes) => {
    const file = `name: x\nvalues: { A: '${value}' }\nsteps: [{ pass: '${text}' }]\n`;
    const { definition } = await load(file, {}, { env: { HOME: 'home' } });
    expect(definition).toMatchObject({ steps: [{ value: becomes }] });
  });

  it('are known in a definition of a file of its own', async () => {
    const asl = { StartAt: 'A', States: { A: { Type: 'Pass', Result: '${values.A}', End: true } } };
    const file = 'name: x\nvalues: { A: a }\ndefinition: m.json\n';
    const { definition } = await load(file, { 'm.json': JSON.stringify(asl) });
    expect(definition).toMatchObject({ document: { States: { A: { Result: 'a' } } } });
  });
});
