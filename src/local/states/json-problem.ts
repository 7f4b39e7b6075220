import { parseText } from '../asl/index.ts';

/** What is wrong with a text that should be JSON, in the words of AWS's parser; nothing for JSON. */
export function jsonProblem(text: string): string | undefined {
  if (text.trim() === '') {
    return `No content to map due to end-of-input\n at [Source: (String)"${text}"; line: 1, column: 0]`;
  }
  const found = parseText(text);
  return 'diagnostic' in found ? found.diagnostic.message : undefined;
}
