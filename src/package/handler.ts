/** Node's runtime client splits `folder/module.export.path` at the first dot of the last segment. */
export function modulePath(handler: string): string {
  return /^(?:.*\/)?[^./]*/.exec(handler)?.[0] ?? handler;
}
