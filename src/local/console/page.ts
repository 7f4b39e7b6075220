/** The page that people look at: one file, made of src/page/ by scripts/page.mjs, and served as it is. */
import { readFile } from 'node:fs/promises';
import { readSignature } from '../authentication/signature.ts';
import { AwsError } from '../errors.ts';
import type { WireRequest, WireResponse } from '../wire/request.ts';

/** It lies beside this module, or beside the bundle that holds it. */
const name = 'page.html';
const file = new URL(name, import.meta.url);

/** Its own policy, in the document, says where scripts and data come from; this is what only a header can say. */
const headers = {
  'content-type': 'text/html; charset=utf-8',
  'content-security-policy': "frame-ancestors 'none'",
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-resource-policy': 'same-origin',
  'x-content-type-options': 'nosniff',
  'cache-control': 'no-store',
};

/** Whether a browser asks for the page. A signed GET of the same address lists buckets. */
export function isPage(request: WireRequest): boolean {
  const { method, path, headers } = request;
  if (method !== 'GET' || path !== '/' || !headers.accept?.includes('text/html')) return false;
  return readSignature(request) === undefined;
}

export async function servePage(): Promise<WireResponse> {
  const body = await readFile(file).catch(() => {
    throw new AwsError('NotFound', 'The page has not been built: npm run build', 404);
  });
  return { status: 200, headers, body };
}
