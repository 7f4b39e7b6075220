import { createHash } from 'node:crypto';

const algorithms: Readonly<Record<string, string>> = {
  MD5: 'md5',
  'SHA-1': 'sha1',
  'SHA-256': 'sha256',
  'SHA-384': 'sha384',
  'SHA-512': 'sha512',
};

/** The hexadecimal digest, or undefined for an algorithm that AWS does not know; also behind JSONata's $hash. */
export function digest(data: string, algorithm: string): string | undefined {
  const name = Object.hasOwn(algorithms, algorithm) ? algorithms[algorithm] : undefined;
  return name === undefined ? undefined : createHash(name).update(data).digest('hex');
}
