/** What a JavaScript file imports or requires, by literal names. */
import { parse, type Expression, type Program } from 'acorn';
import { ancestor } from 'acorn-walk';

export interface Import {
  readonly specifier: string;
  /** One-based, as editors count. */
  readonly line: number;
  readonly column: number;
}

/**
 * The specifiers of `import`, `export … from`, `import()` and `require()`. Not those within a `try`, where a package may
 * be missing; and none at all of a file that does not parse: that is Node's to say.
 */
export function importsOf(text: string): Import[] {
  const program = parsed(text);
  const imports: Import[] = [];
  const add = (source: Expression | null | undefined): void => {
    if (source?.type !== 'Literal' || typeof source.value !== 'string') return;
    const { line = 1, column = 0 } = source.loc?.start ?? {};
    imports.push({ specifier: source.value, line, column: column + 1 });
  };
  if (!program) return [];
  ancestor(program, {
    ImportDeclaration: ({ source }) => {
      add(source);
    },
    ExportNamedDeclaration: ({ source }) => {
      add(source);
    },
    ExportAllDeclaration: ({ source }) => {
      add(source);
    },
    ImportExpression: ({ source }, _, ancestors) => {
      if (!ancestors.some(isTry)) add(source);
    },
    CallExpression: ({ callee, arguments: [first] }, _, ancestors) => {
      const requires = callee.type === 'Identifier' && callee.name === 'require';
      if (requires && first?.type === 'Literal' && !ancestors.some(isTry)) add(first);
    },
  });
  return imports;
}

function isTry({ type }: { readonly type: string }): boolean {
  return type === 'TryStatement';
}

/** As a module, else as CommonJS. */
function parsed(text: string): Program | undefined {
  for (const sourceType of ['module', 'commonjs'] as const) {
    try {
      return parse(text, { sourceType, ecmaVersion: 'latest', locations: true, allowHashBang: true });
    } catch {
      // The other kind, perhaps.
    }
  }
  return undefined;
}
