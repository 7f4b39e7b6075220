/** Links inside the documentation lead to files and headings that are there. */
import { describe, expect, it } from '@jest/globals';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from '../support/spawn.ts';

const pages = ['README.md', 'CONTRIBUTING.md', 'docs/troubleshooting.md', 'docs/asl.md'];

/** Those that do not leave the repository. */
function linksOf(page: string): string[] {
  const links = [...read(page).matchAll(/\]\(([^)\s]+)\)/g)].map(([, link = '']) => link);
  return links.filter((link) => !/^\w+:/.test(link));
}

/** As GitHub makes them of headings. */
function anchorsOf(page: string): string[] {
  const headings = [...read(page).matchAll(/^#+ (.*)$/gm)].map(([, heading = '']) => heading.toLowerCase());
  return headings.map((heading) => heading.replace(/[^\w -]/g, '').replaceAll(' ', '-'));
}

function read(page: string): string {
  return readFileSync(join(root, page), 'utf8');
}

/** Empty where the link leads somewhere. */
function faultOf(page: string, link: string): string {
  const [path = '', anchor] = link.split('#');
  const target = path === '' ? page : join(page, '..', path);
  if (!existsSync(join(root, target))) return `${link}: no such file`;
  return anchor !== undefined && !anchorsOf(target).includes(anchor) ? `${link}: no such heading` : '';
}

describe('links of', () => {
  it.each(pages)('%s lead somewhere', (page) => {
    expect(
      linksOf(page)
        .map((link) => faultOf(page, link))
        .filter(Boolean),
    ).toEqual([]);
  });

  it.each([
    ['docs/nothing.md', 'no such file'],
    ['docs/troubleshooting.md#nothing', 'no such heading'],
    ['#nothing', 'no such heading'],
  ])('a page are faulty where they are %s', (link, fault) => {
    expect(faultOf('README.md', link)).toBe(`${link}: ${fault}`);
  });
});
