/** docs/troubleshooting.md quotes messages in its headings: each is one that the program prints, or that its embedded AWS answers with. */
import { describe, expect, it } from '@jest/globals';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from '../support/spawn.ts';

const page = readFileSync(join(root, 'docs', 'troubleshooting.md'), 'utf8');
const blank = '…';

/** All sources, with a blank for each value that a message has. */
const sources = readdirSync(join(root, 'src'), { recursive: true, encoding: 'utf8' })
  .filter((file) => /\.(ts|py|mjs)$/.test(file))
  .map((file) => readFileSync(join(root, 'src', file), 'utf8'))
  .join('\n')
  .replace(/\$\{[^}\n]*\}/g, blank);

/** What other tools say is not ours to check. */
const ours = page.slice(page.indexOf('## Credentials and permissions'));
const messages = [...ours.matchAll(/^### `(.*)`$/gm)].map(([, message = '']) => message);

/** A word in capitals stands for a value, or for itself as AWS and URL do. */
function isInSources(message: string): boolean {
  const literal = message.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&');
  return new RegExp(literal.replace(/[A-Z]{2,}/g, `(?:$&|${blank})`)).test(sources);
}

describe('the page of error messages', () => {
  it('has them', () => {
    expect(messages.length).toBeGreaterThan(20);
  });

  it.each(messages)('quotes one that is there: %s', (message) => {
    expect(isInSources(message)).toBe(true);
  });

  it.each([
    ['there is no fonction "KEY"', 'a word is another'],
    ['there is no function KEY', 'the quotes are missing'],
    ['there is no function "charge"', 'a value stands where any may'],
  ])('would notice %s: %s', (message) => {
    expect(isInSources(message)).toBe(false);
  });
});
