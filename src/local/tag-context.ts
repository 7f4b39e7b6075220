/** Tags as conditions look at them: those that a request brings, and those that a resource has (IAM user guide, "Global condition keys"). */
import type { ConditionContext, TaggedResource } from './cloud.ts';

/** `aws:RequestTag/KEY` and `aws:TagKeys`, of tags in any of the forms that services take them in. */
export function requestTags(tags: unknown, tagKeys: unknown): ConditionContext {
  const pairs = pairsOf(tags);
  const removed = Array.isArray(tagKeys) ? (tagKeys as readonly unknown[]).map(String) : [];
  const keys = [...pairs.map(([key]) => key), ...removed];
  return {
    ...Object.fromEntries(pairs.map(([key, value]) => [`aws:RequestTag/${key}`, value])),
    ...(keys.length > 0 && { 'aws:TagKeys': keys }),
  };
}

function pairsOf(tags: unknown): [string, string][] {
  if (typeof tags !== 'object' || tags === null) return [];
  if (!Array.isArray(tags)) return Object.entries(tags).map(([key, value]) => [key, String(value)]);
  return (tags as readonly Readonly<Record<string, string | undefined>>[]).map((tag) => [
    tag.Key ?? tag.key ?? '',
    tag.Value ?? tag.value ?? '',
  ]);
}

/** `aws:ResourceTag/KEY` of a resource of the caller's. */
export function resourceTags(
  service: { taggedResources(account: string, region: string): readonly TaggedResource[] },
  { account, region }: { readonly account: string; readonly region: string },
  arn: string,
): ConditionContext {
  const found = service.taggedResources(account, region).find((resource) => resource.arn === arn);
  return tagsAsContext(Object.entries(found?.tags ?? {}));
}

export function tagsAsContext(
  tags: Iterable<readonly [string, string]>,
  prefixes: readonly string[] = ['aws:ResourceTag'],
): ConditionContext {
  return Object.fromEntries(
    [...tags].flatMap(([key, value]) => prefixes.map((prefix) => [`${prefix}/${key}`, value])),
  );
}
