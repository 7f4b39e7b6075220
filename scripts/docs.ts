/**
 * Writes what the README says of things that code knows better: the Action's inputs and outputs, the operations of the
 * embedded AWS. `npm run docs` writes, `npm run docs -- --check` fails where the README is behind.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import prettier from 'prettier';
import { parse } from 'yaml';
import { services } from '../src/local/registry.ts';
import type { Service } from '../src/local/service.ts';

interface ActionFile {
  readonly inputs: Readonly<Record<string, { description: string; default?: string }>>;
  readonly outputs: Readonly<Record<string, { description: string }>>;
}

const sections: Readonly<Record<string, () => string>> = {
  'action.yml': actionTables,
  'the registry of services': operationsTable,
};

const before = readFileSync('README.md', 'utf8');
const after = await prettier.format(Object.entries(sections).reduce(fill, before), {
  ...(await prettier.resolveConfig('README.md')),
  parser: 'markdown',
});
if (!process.argv.includes('--check')) writeFileSync('README.md', after);
else if (after !== before) throw new Error('README.md is behind: run npm run docs and commit it');

function fill(text: string, [source, content]: [string, () => string]): string {
  const [open, close] = [`<!-- generated from ${source} -->`, '<!-- /generated -->'];
  const start = text.indexOf(open);
  const end = text.indexOf(close, start);
  if (start < 0 || end < 0) throw new Error(`README.md has no section ${open}`);
  return `${text.slice(0, start + open.length)}\n\n${content()}\n\n${text.slice(end)}`;
}

function actionTables(): string {
  const { inputs, outputs } = parse(readFileSync('action.yml', 'utf8')) as ActionFile;
  const inputRows = Object.entries(inputs).map(([name, { description, default: value }]) => [
    `\`${name}\``,
    description,
    value === undefined ? '' : `\`${value}\``,
  ]);
  const outputRows = Object.entries(outputs).map(([name, { description }]) => [`\`${name}\``, description]);
  return `${table(['input', 'what', 'default'], inputRows)}\n\n${table(['output', 'what'], outputRows)}`;
}

function operationsTable(): string {
  return table(
    ['service', 'operations'],
    services.map((service) => [service.signingName, operationsOf(service).sort().join(', ')]),
  );
}

function operationsOf(service: Service<never>): string[] {
  return service.protocol === 'rest' ? service.routes.map(({ name }) => name) : Object.keys(service.operations);
}

function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]): string => `| ${cells.map((cell) => cell.replaceAll('|', '\\|')).join(' | ')} |`;
  return [line(head), line(head.map(() => '---')), ...rows.map(line)].join('\n');
}
