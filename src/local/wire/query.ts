/** AWS query (IAM, STS): a form comes in, XML goes out. */
import { AwsError } from '../errors.ts';
import type { QueryService } from '../service.ts';
import { requireMethod, type WireRequest, type WireResponse } from './request.ts';
import { escapeXml } from './xml.ts';

export interface QueryCall {
  readonly operationName: string;
  readonly input: Record<string, unknown>;
}

/**
 * `Action=TagRole&RoleName=a&Tags.member.1.Key=k` → TagRole with { RoleName: 'a', Tags: [{ Key: 'k' }] }. All scalars
 * stay text; an empty list (`Tags=`) comes as an empty text.
 */
export function decodeQuery(request: WireRequest): QueryCall {
  requireMethod(request, ['GET', 'POST']);
  const form = new URLSearchParams(request.method === 'GET' ? request.query : request.body.toString('utf8'));
  const root = new Map<string, Tree>();
  for (const [name, value] of form) plant(root, pathOf(name), value);
  const input = Object.fromEntries([...root].map(([key, tree]) => [key, harvest(tree)]));
  const { Action: action, Version: _version, ...members } = input;
  if (typeof action !== 'string') throw new AwsError('MissingAction', 'The request names no Action');
  return { operationName: action, input: members };
}

/** Deeper than any shape of AWS. */
const deepest = 32;

function pathOf(name: string): string[] {
  const path = name.split('.');
  if (path.length <= deepest) return path;
  throw new AwsError('MalformedQueryString', `A member's name has more than ${deepest} parts`);
}

type Tree = string | Map<string, Tree>;

function plant(tree: Map<string, Tree>, [head = '', ...rest]: string[], value: string): void {
  if (rest.length === 0) {
    tree.set(head, value);
    return;
  }
  const below = tree.get(head);
  const branch = below instanceof Map ? below : new Map<string, Tree>();
  tree.set(head, branch);
  plant(branch, rest, value);
}

/** A map whose only key is `member` is a list, numbered from one. */
function harvest(tree: Tree): unknown {
  if (typeof tree === 'string') return tree;
  const members = tree.get('member');
  if (tree.size === 1 && members instanceof Map) {
    return [...members].sort(([a], [b]) => Number(a) - Number(b)).map(([, item]) => harvest(item));
  }
  return Object.fromEntries([...tree].map(([key, below]) => [key, harvest(below)]));
}

export function encodeQuery(
  service: Pick<QueryService<unknown>, 'xmlNamespace' | 'emptyResults'>,
  operationName: string,
  output: object,
  requestId: string,
): WireResponse {
  const members = Object.entries(output).map(([name, value]) => element(name, value));
  const result =
    members.some(Boolean) || service.emptyResults?.includes(operationName)
      ? `<${operationName}Result>${members.join('')}</${operationName}Result>`
      : '';
  const metadata = `<ResponseMetadata><RequestId>${requestId}</RequestId></ResponseMetadata>`;
  return xml(
    200,
    `<${operationName}Response xmlns="${service.xmlNamespace}">${result}${metadata}</${operationName}Response>`,
  );
}

export function encodeQueryError(
  service: Pick<QueryService<unknown>, 'xmlNamespace'>,
  error: AwsError,
  requestId: string,
): WireResponse {
  const type = error.status >= 500 ? 'Receiver' : 'Sender';
  const detail = element('Type', type) + element('Code', error.code) + element('Message', error.message);
  return xml(
    error.status,
    `<ErrorResponse xmlns="${service.xmlNamespace}"><Error>${detail}</Error><RequestId>${requestId}</RequestId></ErrorResponse>`,
  );
}

function xml(status: number, body: string): WireResponse {
  return { status, headers: { 'content-type': 'text/xml' }, body };
}

function element(name: string, value: unknown): string {
  if (value === undefined) return '';
  return `<${name}>${content(value)}</${name}>`;
}

function entries(map: ReadonlyMap<unknown, unknown>): string {
  return [...map].map(([key, value]) => element('entry', { key, value })).join('');
}

function content(value: unknown): string {
  if (value instanceof Date) return value.toISOString().replace(/\.\d+Z$/, 'Z');
  if (Array.isArray(value)) return value.map((item) => element('member', item)).join('');
  if (value instanceof Map) return entries(value);
  if (typeof value === 'object' && value !== null) {
    return Object.entries(value)
      .map(([name, member]) => element(name, member))
      .join('');
  }
  return escapeXml(String(value));
}
