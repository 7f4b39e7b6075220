/** One file of TypeScript or JavaScript -> the ES module that Node runs, and what it imports. */
import {
  parse,
  type ExportAllDeclaration,
  type ExportNamedDeclaration,
  type Expression,
  type ImportDeclaration,
  type Program,
} from 'acorn';
import { simple } from 'acorn-walk';
import { transform } from 'sucrase';
import { messageOf, UserError } from '../errors.ts';
import { shown } from './source.ts';

export interface Transpiled {
  readonly code: string;
  readonly imports: readonly Import[];
}

/** An `import`, `export … from` or `import()` of a literal specifier. */
export interface Import {
  readonly specifier: string;
  /** Where the literal stands in the code, its quotes included. */
  readonly start: number;
  readonly end: number;
  readonly line: number;
  /** Whether it says what it imports: `with { type: 'json' }`. */
  readonly attributes: boolean;
}

/**
 * Types go, enums and parameter properties become JavaScript, imports of types alone disappear; every line keeps its
 * number. The result is parsed for that version of Node, so that what is left of TypeScript is found here and not at the
 * first invocation. Throws UserError at the place in the file.
 */
export function transpile(file: string, text: string, nodeVersion: number): Transpiled {
  const code = /\.[mc]?ts$/.test(file) ? withoutTypes(file, text) : text;
  const program = attempt(file, () => parsed(code, nodeVersion));
  if (file.endsWith('.js') && !isModule(program)) throw mistake(file, 'this is a CommonJS file', 1);
  return { code, imports: importsOf(program) };
}

function withoutTypes(file: string, text: string): string {
  refuseLost(file, text);
  return attempt(file, () => transform(text, { transforms: ['typescript'], disableESTransforms: true }).code);
}

/** What sucrase drops without a word (namespaces) or makes CommonJS of. */
const lost = /^[ \t]*(?:export\s+)?(?:(?:namespace|module)\s+[\w.]+\s*\{|import\s+\w+\s*=|export\s*=)/m;

function refuseLost(file: string, text: string): void {
  const found = lost.exec(text);
  if (!found) return;
  const line = text.slice(0, found.index).split('\n').length;
  throw mistake(file, `"${found[0].trim()}" takes more than removing types`, line);
}

/** ES2026 for the `using` of Node 24. */
function parsed(code: string, nodeVersion: number): Program {
  return parse(code, {
    sourceType: 'module',
    ecmaVersion: nodeVersion >= 24 ? 2026 : 2025,
    locations: true,
    allowHashBang: true,
  });
}

function isModule({ body }: Program): boolean {
  return body.some(({ type }) => type.startsWith('Import') || type.startsWith('Export'));
}

/** Both parsers throw errors with `loc`, and repeat it in the message. */
function attempt<T>(file: string, parser: () => T): T {
  try {
    return parser();
  } catch (error) {
    const { loc } = error as { loc?: { line: number } };
    const what = messageOf(error).replace(/^Error transforming .*?: | \(\d+:\d+\)$/g, '');
    throw loc ? mistake(file, what, loc.line) : error;
  }
}

/** The user's mistake on a line of a source file. There is no column: taking types out moves them. */
export function mistake(file: string, what: string, line: number): UserError {
  const hint =
    'Correct it, or install esbuild (npm install --save-dev esbuild), which knows all of TypeScript';
  return new UserError({ what, hint, at: { file: shown(file), line, column: 1 } });
}

function importsOf(program: Program): Import[] {
  const imports: Import[] = [];
  const add = (source: Expression | null | undefined, attributes: boolean): void => {
    if (source?.type !== 'Literal' || typeof source.value !== 'string') return;
    const { value: specifier, start, end, loc } = source;
    imports.push({ specifier, start, end, line: loc?.start.line ?? 1, attributes });
  };
  const addDeclared = (node: ExportAllDeclaration | ExportNamedDeclaration | ImportDeclaration): void => {
    add(node.source, node.attributes.length > 0);
  };
  simple(program, {
    ImportDeclaration: addDeclared,
    ExportNamedDeclaration: addDeclared,
    ExportAllDeclaration: addDeclared,
    ImportExpression: (node) => {
      add(node.source, node.options !== null);
    },
  });
  return imports;
}
