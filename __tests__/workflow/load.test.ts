import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { UserError } from '../../src/errors.ts';
import { loadWorkflow } from '../../src/workflow/load.ts';
import { keys, load, mistakesIn, python, steps } from './support.ts';

describe('where the workflow is', () => {
  let folder = '';
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'stepline-load-'));
    writeFileSync(join(folder, 'workflow.yaml'), keys(''));
  });
  afterAll(() => {
    rmSync(folder, { recursive: true });
  });

  it.each([
    ['a folder', '.'],
    ['a file', 'workflow.yaml'],
    ['a file by a longer way', './../.PLACE/workflow.yaml'],
  ])('%s', async (_, path) => {
    const name = folder.slice(folder.lastIndexOf('/') + 1);
    const workflow = await loadWorkflow(path.replace('.PLACE', name), { env: {}, cwd: folder });
    expect(workflow).toMatchObject({ file: 'workflow.yaml', folder, name: 'x' });
  });

  it('is shown as one would type it', async () => {
    const { file } = await loadWorkflow(folder, { env: {}, cwd: join(folder, 'deeper') });
    expect(file).toBe('../workflow.yaml');
  });

  it.each([
    ['nothing there', 'gone', 'there is no file or folder "gone"'],
    ['a folder without one', tmpdir(), `there is no workflow.yaml in "${tmpdir()}"`],
    ['a device', '/dev/null', '"../../dev/null" is not a file'],
  ])('%s is the mistake of whoever typed it', async (_, path, message) => {
    const loading = loadWorkflow(path, { env: {}, cwd: folder });
    await expect(loading).rejects.toThrow(message);
    await expect(loading).rejects.toHaveProperty('exitCode', 2);
    await expect(loading).rejects.toBeInstanceOf(UserError);
  });
});

describe('what a workflow is', () => {
  it('has a value for everything that is not said', async () => {
    expect(await load(keys(''))).toMatchObject({
      stage: 'dev',
      type: 'STANDARD',
      input: {},
      keep: 5,
      warnings: [],
    });
    expect(await load(keys(''))).not.toHaveProperty('timeoutSeconds');
  });

  it('has everything that is said', async () => {
    const yaml = keys(
      'description: d\ntype: EXPRESS\ntimeout: 2m\nkeep: 7\ninput: [1, { a: null }]\nartifacts: { bucket: "c-${stage}-${region}" }\n',
    );
    expect(await load(yaml, {}, { stage: 'prod' })).toMatchObject({
      name: 'x',
      stage: 'prod',
      description: 'd',
      type: 'EXPRESS',
      timeoutSeconds: 120,
      input: [1, { a: null }],
      keep: 7,
      artifacts: { bucket: 'c-prod-${region}', prefix: 'stepline/' },
    });
  });

  it('is the same whether its values stand there or at an alias', async () => {
    const yaml = keys('input: { a: &a { deep: [1] }, b: *a, c: *a }\n');
    expect((await load(yaml)).input).toEqual({ a: { deep: [1] }, b: { deep: [1] }, c: { deep: [1] } });
  });

  it('knows where each value is, or the nearest thing around it', async () => {
    const workflow = await load(
      steps('  - name: A\n    pass:\n      - one\n      - &a { b: two }\n      - *a\n'),
    );
    const place = (...path: (string | number)[]): string => {
      const { line, column } = workflow.locate(path);
      return `${line}:${column}`;
    };
    expect(place()).toBe('1:1');
    expect(place('steps', 0)).toBe('3:5');
    expect(place('steps', 0, 'pass', 0)).toBe('5:9');
    expect(place('steps', 0, 'pass', 1, 'b')).toBe('6:17');
    expect(place('steps', 0, 'pass', 2)).toBe('7:9');
    expect(place('steps', 0, 'pass', 2, 'b')).toBe('6:17');
    expect(place('steps', 0, 'retry', 4)).toBe('3:5');
    expect(place('keep')).toBe('1:1');
  });
});

describe('mistakes', () => {
  it('are shown all at once, in the order of the file', async () => {
    const yaml = 'nam: x\ntimeout: 30\nsteps:\n  - function: gone.py\n  - name: B\n    pass:\n    next: C\n';
    expect(await mistakesIn(yaml)).toEqual([
      'workflow.yaml:1:1: unknown key "nam". Did you mean "name"?',
      'workflow.yaml:2:10: "timeout" must be a duration such as 30s, 5m or 1h, not the bare number 30. Write 30s',
      'workflow.yaml:4:15: there is no file or folder "gone.py". Paths are relative to the file that names them',
      'workflow.yaml:7:11: there is no step "C". Did you mean "B"?',
    ]);
  });

  it('in one function or step do not hide those in another', async () => {
    const yaml =
      'name: x\nfunctions:\n  a: { source: a.py, memory: 1 }\nsteps:\n  - function: a\n    retires: []\n  - wait: 5\n';
    expect(await mistakesIn(yaml, { 'a.py': python })).toHaveLength(3);
  });

  it('at an alias are told once', async () => {
    const yaml =
      'name: x\nfunctions:\n  a: &f { source: a.py, memory: 1 }\n  b: *f\n  c: *f\nsteps: [{ pass: }]\n';
    expect(await mistakesIn(yaml, { 'a.py': python })).toEqual([
      'workflow.yaml:3:33: "memory" must be at least 128',
    ]);
  });

  it('carry position and hint apart from the text', async () => {
    await expect(load(keys('kep: 1\n'))).rejects.toMatchObject({
      problems: [{ what: 'unknown key "kep"', hint: 'Did you mean "keep"?', at: { line: 3, column: 1 } }],
    });
  });
});

describe('where a mistake ends', () => {
  it.each([
    ['a key', 'nam: x\nsteps: [{ pass: }]\n', [1, 1], [1, 4]],
    ['a value', 'name: x\nkeep: many\nsteps: [{ pass: }]\n', [2, 7], [2, 11]],
    ['a value of a file that is included', 'name: x\ninclude: [a.yaml]\n', [1, 17], [1, 22]],
    ['not known of a map', 'name: x\nsteps: {}\n', [2, 8], undefined],
  ])('%s', async (_, yaml, [line, column], end) => {
    const files = { 'a.yaml': "steps: [{ wait: 'abc' }]\n" };
    const thrown: unknown = await load(yaml, files).catch((error: unknown) => error);
    const [problem] = thrown instanceof UserError ? thrown.problems : [];
    expect(problem).toMatchObject({ at: { line, column } });
    expect(problem?.end).toEqual(end && { line: end[0], column: end[1] });
  });
});
