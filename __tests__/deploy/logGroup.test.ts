import { describe, expect, it } from '@jest/globals';
import { planLogGroup, prefixesOf } from '../../src/deploy/logGroup.ts';

describe('log groups are listed by', () => {
  const cases: readonly (readonly [string, readonly string[], readonly string[]])[] = [
    ['their name, when there is one', ['/aws/lambda/w-dev-a'], ['/aws/lambda/w-dev-a']],
    ['what the functions share', ['/aws/lambda/w-dev-a', '/aws/lambda/w-dev-b'], ['/aws/lambda/w-dev-']],
    [
      'each by itself where only a folder is shared, which may hold everybody’s',
      ['/aws/lambda/a', '/aws/lambda/b', 'plain', 'other'],
      ['/aws/lambda/a', '/aws/lambda/b', 'plain', 'other'],
    ],
    [
      'folder by folder',
      ['/aws/lambda/w-dev-a', '/aws/lambda/w-dev-b', '/aws/vendedlogs/states/w-dev'],
      ['/aws/lambda/w-dev-', '/aws/vendedlogs/states/w-dev'],
    ],
    ['nothing, when there are none', [], []],
  ];
  it.each(cases)('%s', (_, names, prefixes) => {
    expect(prefixesOf(names)).toEqual(prefixes);
  });
});

describe('the retention of a log group', () => {
  const ours = { 'stepline:workflow': 'w' };
  const isOurs = (tags: Readonly<Record<string, string>>): boolean => 'stepline:workflow' in tags;
  interface Retention {
    readonly retentionDays?: number;
  }
  const cases: readonly (readonly [
    string,
    Retention,
    Retention & { readonly tags?: object },
    readonly string[],
  ])[] = [
    ['as wanted', { retentionDays: 7 }, { retentionDays: 7 }, []],
    ['another one', { retentionDays: 7 }, { retentionDays: 3, tags: ours }, ['retention 3d → 7d']],
    ['no longer wanted', {}, { retentionDays: 3, tags: ours }, ['retention 3d → for ever']],
    ['not wanted, of a group that is not ours', {}, { retentionDays: 3, tags: {} }, []],
    ['wanted, of a group that is not ours', { retentionDays: 7 }, { tags: {} }, ['retention for ever → 7d']],
  ];
  it.each(cases)('%s', (_, wanted, standing, reasons) => {
    const found = { arn: 'arn', ...standing } as Parameters<typeof planLogGroup>[1];
    expect(planLogGroup({ name: 'g', ...wanted }, found, isOurs).change).toMatchObject({
      action: reasons.length > 0 ? 'update' : 'keep',
      reasons,
    });
  });
});
