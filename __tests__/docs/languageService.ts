/** GitHub's language service for its workflows, the one behind the editor: what it finds wrong with a file. */
import type * as Service from '@actions/languageservice';
import { build } from 'esbuild';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { TextDocument } from 'vscode-languageserver-textdocument';
import { parse } from 'yaml';
import { root } from '../support/spawn.ts';

type ActionMetadata = Awaited<ReturnType<Service.ActionsMetadataProvider['fetchActionMetadata']>>;

/** How a workflow that is to be copied names this action. */
export const stepline = 'OWNER/stepline@v1';

/** What is wrong with a workflow or an action.yml, `LINE: MESSAGE` each. The name of the file tells which of them it is. */
export type Check = (file: string, text: string) => Promise<string[]>;

export async function languageService(): Promise<Check> {
  const service = await load();
  // What it cannot digest it logs, and finds nothing wrong.
  service.registerLogger({ error: refuse, warn: refuse, info: refuse, log: refuse });
  const own = parse(await readFile(join(root, 'action.yml'), 'utf8')) as ActionMetadata;
  // Our own inputs are known; other actions are in other repositories, so theirs are not looked at.
  const actionsMetadataProvider: Service.ActionsMetadataProvider = {
    fetchActionMetadata: async ({ owner, name, ref }) =>
      `${owner}/${name}@${ref}` === stepline ? own : { name, description: '' },
  };
  return async (file, text) => {
    // It looks up no inputs of an action that is given as a folder: ours is the same by its name.
    const content = text.replaceAll('uses: ./\n', `uses: ${stepline}\n`);
    const document = TextDocument.create(`file:///${file}`, 'yaml', 1, content);
    const found = await service.validate(document, { actionsMetadataProvider });
    return found.map(({ range, message }) => {
      return `${range.start.line + 1}: ${typeof message === 'string' ? message : message.value}`;
    });
  };
}

function refuse(message: string): never {
  throw new Error(message);
}

/** Bundled: as it is published it imports JSON in a way that Node refuses. */
async function load(): Promise<typeof Service> {
  const folder = await mkdtemp(join(tmpdir(), 'stepline-language-service-'));
  try {
    const outfile = join(folder, 'service.cjs');
    const entry = { contents: "export * from '@actions/languageservice'", resolveDir: root };
    await build({ stdin: entry, bundle: true, format: 'cjs', platform: 'node', outfile });
    return createRequire(import.meta.url)(outfile) as typeof Service;
  } finally {
    await rm(folder, { recursive: true });
  }
}
