/** Workflows for tests, as the files of a folder. */

/** So many functions of one source, called one after the other. */
export function manyFunctions(count: number): Record<string, string> {
  const keys = Array.from({ length: count }, (_, index) => `f${String(index + 1).padStart(2, '0')}`);
  return {
    'handler.mjs': "export const handler = async () => 'done';\n",
    'workflow.yaml': [
      'name: many',
      'functions:',
      ...keys.map((key) => `  ${key}: { source: handler.mjs }`),
      'steps:',
      ...keys.map((key) => `  - function: ${key}`),
      '',
    ].join('\n'),
  };
}
