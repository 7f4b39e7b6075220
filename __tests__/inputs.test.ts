import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { parseDuration, parseInput } from '../src/inputs.ts';

let folder = '';
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'stepline-inputs-'));
  await writeFile(join(folder, 'good.json'), '{"a":1}');
  await writeFile(join(folder, 'bad.json'), '{"a":\n}');
});
afterAll(() => rm(folder, { recursive: true }));

describe('an input', () => {
  it.each([
    ['{"a":1}', { a: 1 }],
    [' [1] ', [1]],
    ['"text"', 'text'],
    ['-1.5e3', -1500],
    ['true', true],
    ['null', null],
  ])('%s is JSON', async (text, value) => {
    expect(await parseInput(text, '--input')).toEqual(value);
  });

  it('is else the path of a file', async () => {
    expect(await parseInput(join(folder, 'good.json'), '--input')).toEqual({ a: 1 });
  });

  it.each([
    ['{"a":', /^--input is not JSON: \S.*$/],
    ['1.2.3', /^--input is not JSON: /],
    [
      '2026-input.json',
      /^--input 2026-input\.json: there is no such file\. Give JSON or the path of a JSON file$/,
    ],
    ['truely', /^--input truely: there is no such file/],
    ['.', /^--input \.: it cannot be read\. Give JSON/],
    ['', /^--input : there is no such file/],
  ])('%j is a mistake, told on one line', async (text, message) => {
    await expect(parseInput(text, '--input')).rejects.toThrow(message);
  });

  it('from a file that is not JSON names the file', async () => {
    const path = join(folder, 'bad.json');
    const error = await parseInput(path, 'input').catch((thrown: unknown) => thrown);
    expect((error as Error).message).toMatch(/^input \S+bad\.json is not JSON: [^\n]+$/);
  });
});

describe('a duration', () => {
  it.each([
    ['30s', 30_000],
    ['5m', 300_000],
    ['2h', 7_200_000],
    ['1d', 86_400_000],
  ])('of %s is %d ms', (text, milliseconds) => {
    expect(parseDuration(text, '--wait-timeout')).toBe(milliseconds);
  });

  it.each([
    ['30', '--wait-timeout 30 is not a duration. Write 30s for seconds'],
    ['5 min', '--wait-timeout 5 min is not a duration. Write it as 30s, 5m, 2h or 1d'],
    ['-5m', '--wait-timeout -5m is not a duration. Write it as 30s, 5m, 2h or 1d'],
  ])('is not %s', (text, message) => {
    expect(() => parseDuration(text, '--wait-timeout')).toThrow(message);
  });
});
