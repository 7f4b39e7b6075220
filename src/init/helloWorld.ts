/** What a folder without handlers begins with: two functions, one after the other, and a test. */
import type { Runtimes } from './versions.ts';
import type { Start } from './workflow.ts';

const python = {
  extension: 'py',
  greet: `def lambda_handler(event, context):
    return {"greeting": f"Hello, {event['name']}!"}
`,
  shout: `def lambda_handler(event, context):
    return {"greeting": event["greeting"].upper()}
`,
};

const nodejs = {
  extension: 'mjs',
  greet: 'export const handler = async (event) => ({ greeting: `Hello, ${event.name}!` });\n',
  shout: 'export const handler = async (event) => ({ greeting: event.greeting.toUpperCase() });\n',
};

export interface HelloWorld extends Required<Start> {
  /** Texts by paths relative to the project. */
  readonly files: Readonly<Record<string, string>>;
}

export function helloWorld(family: 'python' | 'nodejs', runtimes: Runtimes): HelloWorld {
  const { extension, ...texts } = { python, nodejs }[family];
  const sources = Object.entries(texts).map(
    ([key, text]) => [key, `functions/${key}.${extension}`, text] as const,
  );
  return {
    files: Object.fromEntries(sources.map(([, source, text]) => [source, text])),
    functions: sources.map(([key, source]) => ({ key, source, runtime: runtimes[family] })),
    input: { name: 'World' },
    tests: [
      {
        name: 'greets by name',
        input: { name: 'Ada' },
        expect: { output: { greeting: 'HELLO, ADA!' } },
      },
    ],
  };
}
