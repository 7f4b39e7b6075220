/** GetTagKeys, GetTagValues: what tags there are. */
import type {
  GetTagKeysInput,
  GetTagKeysOutput,
  GetTagValuesInput,
  GetTagValuesOutput,
} from '@aws-sdk/client-resource-groups-tagging-api';
import type { Cloud } from '../cloud.ts';
import { operation, type Call, type Wire } from '../service.ts';
import { invalid } from './errors.ts';
import { pageAfter } from './page.ts';
import { resourcesOf } from './resources.ts';

export const getTagKeys = operation(
  (cloud: Cloud, { input, caller }: Call<Wire<GetTagKeysInput>>): GetTagKeysOutput => {
    const keys = resourcesOf(cloud, caller).flatMap(({ tags }) => Object.keys(tags));
    const { items, token } = pageAfter(eachOnce(keys), itself, { token: input.PaginationToken });
    return { PaginationToken: token, TagKeys: [...items] };
  },
);

export const getTagValues = operation(
  (cloud: Cloud, { input, caller }: Call<Wire<GetTagValuesInput>>): GetTagValuesOutput => {
    const { Key: key = '' } = input;
    if (key === '') throw invalid('Key is required');
    const values = resourcesOf(cloud, caller).flatMap(({ tags }) =>
      Object.hasOwn(tags, key) ? (tags[key] ?? []) : [],
    );
    const { items, token } = pageAfter(eachOnce(values), itself, { token: input.PaginationToken });
    return { PaginationToken: token, TagValues: [...items] };
  },
);

function eachOnce(texts: readonly string[]): readonly string[] {
  return [...new Set(texts)].sort();
}

function itself(text: string): string {
  return text;
}
