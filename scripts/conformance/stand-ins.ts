/** Bytes that the recordings only describe: `{ __bytes_utf8__: text }`, or `{ __bytes__: length, sha256 }`. */
import { randomBytes } from 'node:crypto';
import { ZipFile } from 'yazl';
import { isObject, type Json } from '../../src/json.ts';
import { packages, scenarios } from './handlers.ts';

const echoes: Readonly<Record<string, string>> = {
  'handler.py': 'def handler(event, context):\n    return event\n',
  'index.py': 'def handler(event, context):\n    return event\n',
  'index.mjs': 'export const handler = async (event) => event;\n',
  'handler.mjs': 'export const handler = async (event) => event;\n',
};

/** Larger than any package that is to run. */
const large = 10_000_000;

/** A value with its bytes in place. Packages are stand-ins: an echo, different for a different hash. */
export async function withBytes(value: Json, member = '', scenario = ''): Promise<unknown> {
  if (Array.isArray(value)) return Promise.all((value as readonly Json[]).map((item) => withBytes(item)));
  if (!isObject(value)) return value;
  const { __bytes_utf8__: text, __bytes__: length, sha256 } = value;
  if (typeof text === 'string') return Buffer.from(text);
  if (typeof length === 'number')
    return standIn(member, length, typeof sha256 === 'string' ? sha256 : '', scenario);
  const { FunctionName, Key } = value;
  const holdsZip = typeof Key === 'string' && Key.endsWith('.zip');
  const doing = typeof FunctionName === 'string' ? (FunctionName.split('-')[0] ?? '') : scenario;
  const entries = Object.entries(value).map(
    async ([name, below]) =>
      [name, await withBytes(below, holdsZip && name === 'Body' ? 'ZipFile' : name, doing)] as const,
  );
  return Object.fromEntries(await Promise.all(entries));
}

async function standIn(member: string, length: number, hash: string, scenario: string): Promise<Buffer> {
  if (member !== 'ZipFile') return Buffer.from(JSON.stringify('a'.repeat(length - 2)));
  if (length > large) return randomBytes(length);
  const source = packages[hash.slice(0, 8)];
  const files = source === undefined ? (scenarios[scenario] ?? echoes) : { 'handler.py': source };
  return functionZip({ ...files, hash });
}

const dated = new Date('2020-01-01T00:00:00Z');

/** The same bytes for the same files. */
export async function functionZip(files: Readonly<Record<string, string>>): Promise<Buffer> {
  const zip = new ZipFile();
  for (const [name, content] of Object.entries(files)) {
    zip.addBuffer(Buffer.from(content), name, { mtime: dated });
  }
  zip.end();
  const chunks: Buffer[] = [];
  for await (const chunk of zip.outputStream as AsyncIterable<Buffer>) chunks.push(chunk);
  return Buffer.concat(chunks);
}
