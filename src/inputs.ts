/** What both edges read: the execution's input and durations, given as text. */
import { readFile } from 'node:fs/promises';
import { messageOf, UserError } from './errors.ts';
import type { Json } from './json.ts';
import { durationPattern, secondsOf } from './workflow/duration.ts';

/** The input of an execution: JSON, or the path of a file that holds JSON. `option` names it in messages. */
export async function parseInput(text: string, option: string): Promise<Json> {
  return isJson(text)
    ? parseJson(text, option)
    : parseJson(await readInputFile(text, option), `${option} ${text}`);
}

/** Objects, lists and texts, whether they are whole or not; and what else JSON has, but not `2.json`. */
function isJson(text: string): boolean {
  return /^\s*(?:[[{"]|(?:-?\d[\d.eE+-]*|true|false|null)\s*$)/.test(text);
}

function parseJson(text: string, what: string): Json {
  try {
    return JSON.parse(text) as Json;
  } catch (thrown) {
    throw new UserError({ what: `${what} is not JSON: ${messageOf(thrown).replace(/\s+/g, ' ')}` });
  }
}

async function readInputFile(path: string, option: string): Promise<string> {
  try {
    return await readFile(path, 'utf8');
  } catch (thrown) {
    const isMissing = (thrown as NodeJS.ErrnoException).code === 'ENOENT';
    throw new UserError({
      what: `${option} ${path}: ${isMissing ? 'there is no such file' : 'it cannot be read'}`,
      hint: 'Give JSON or the path of a JSON file',
    });
  }
}

/** Milliseconds of a duration such as `30s` or `5m`. */
export function parseDuration(text: string, option: string): number {
  if (durationPattern.test(text)) return secondsOf(text) * 1_000;
  const hint = /^\d+$/.test(text) ? `Write ${text}s for seconds` : 'Write it as 30s, 5m, 2h or 1d';
  throw new UserError({ what: `${option} ${text} is not a duration`, hint });
}
