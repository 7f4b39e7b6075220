/**
 * Writes what README.md and docs/ say of things that code knows better: the Action's inputs and outputs, the operations
 * of the embedded AWS, what its ASL interpreter can do, the schemas of workflow.yaml
 * and of the documents of a run, of tests and of a check; and the table of what the operations of the embedded AWS take. `npm run docs` writes,
 * `npm run docs -- --check` fails where they are behind.
 */
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { format, type FormatConfig } from 'oxfmt';
import { parse } from 'yaml';
import { differences, features } from '../src/local/asl/features.ts';
import { services } from '../src/local/registry.ts';
import { checkDocumentJsonSchema } from '../src/report/schema/check.ts';
import { runDocumentJsonSchema } from '../src/report/schema/run.ts';
import { testsDocumentJsonSchema } from '../src/report/schema/tests.ts';
import type { Service } from '../src/local/service.ts';
import { shapesModule } from './shapes/module.ts';
import { readExamples } from './reference/examples.ts';
import { referencePage } from './reference/page.ts';
import { workflowJsonSchema } from '../src/workflow/schema/jsonSchema.ts';

interface ActionFile {
  readonly inputs: Readonly<Record<string, { description: string; default?: string }>>;
  readonly outputs: Readonly<Record<string, { description: string }>>;
}

const { $schema: _, ...style } = JSON.parse(readFileSync('.oxfmtrc.json', 'utf8')) as FormatConfig & {
  $schema: string;
};

const sections: Readonly<Record<string, () => string>> = {
  'action.yml': actionTables,
  'the registry of services': operationsTable,
};

await write('README.md', (before) => Object.entries(sections).reduce(fill, before));
await write('docs/asl.md', aslPage);
await write('src/local/wire/shapes/table.ts', shapesModule);
await write('docs/report.schema.json', () => JSON.stringify(runDocumentJsonSchema()));
await write('docs/tests.schema.json', () => JSON.stringify(testsDocumentJsonSchema()));
await write('docs/check.schema.json', () => JSON.stringify(checkDocumentJsonSchema()));
const examples = await readExamples('.');
await write('docs/workflow.md', () => referencePage(examples, table));
await write('docs/workflow.schema.json', () => JSON.stringify(workflowJsonSchema()));

async function write(file: string, content: (before: string) => string): Promise<void> {
  const before = existsSync(file) ? readFileSync(file, 'utf8') : '';
  const { code: after, errors } = await format(file, content(before), style);
  if (errors.length > 0) throw new Error(`${file}: ${errors.map(({ message }) => message).join('; ')}`);
  if (!process.argv.includes('--check')) writeFileSync(file, after);
  else if (after !== before) throw new Error(`${file} is behind: run npm run docs and commit it`);
}

/** What the interpreter can do, and where it differs. */
function aslPage(): string {
  const known = Object.entries(features()).map(([kind, names]) => [
    kind,
    names.map((name) => `\`${name}\``).join(' '),
  ]);
  return [
    '# Amazon States Language in the embedded AWS',
    'Generated from the interpreter by `npm run docs`.',
    '## What it has',
    table(['kind', 'known'], known),
    '## Where it differs from AWS',
    differences.map((difference) => `- ${difference}`).join('\n'),
  ].join('\n\n');
}

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
  return service.protocol === 'rest'
    ? service.routes.map(({ name }) => name)
    : Object.keys(service.operations);
}

function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]): string =>
    `| ${cells.map((cell) => cell.replaceAll('|', '\\|')).join(' | ')} |`;
  return [line(head), line(head.map(() => '---')), ...rows.map(line)].join('\n');
}
