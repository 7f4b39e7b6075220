/** The mutated files: the same ones for the same seed. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { largeMutations } from './large.ts';
import { random, type Random } from './random.ts';
import { textMutations } from './texts.ts';
import { changed, valueMutations } from './values.ts';

export interface Case {
  readonly number: number;
  /** What was done to which example. */
  readonly name: string;
  readonly content: string | Buffer;
}

/** @param files paths of the workflow files that are mutated. */
export function* cases(files: readonly string[], count: number, seed: number): Generator<Case> {
  const texts = files.map((file) => [file, readFileSync(file, 'utf8')] as const);
  for (let number = 0; number < count; number += 1) {
    // Each case has its own numbers, so that one can be made without those before it.
    const own = random(seed * 1_000_003 + number);
    const [file, text] = own.pick(texts);
    const { content, done } = mutated(readable(text), own);
    yield { number, name: `${join(file)}: ${done.join(', ')}`, content };
  }
}

/** Cases stand beside `functions`, wherever the example stands. */
function readable(text: string): string {
  return text.replace(/(\.\.\/)+functions/g, 'functions');
}

function mutated(text: string, own: Random): { content: string | Buffer; done: string[] } {
  let content: string | Buffer = text;
  const done: string[] = [];
  for (let left = 1 + own.below(3); left > 0 && typeof content === 'string'; left -= 1) {
    const step: Step = own.next() < 0.5 ? mutatedText(content, own) : mutatedValue(content, own);
    done.push(step.name);
    content = step.content;
  }
  return { content, done };
}

interface Step {
  readonly name: string;
  readonly content: string | Buffer;
}

function mutatedText(text: string, own: Random): Step {
  // The large ones take as long as all the others together.
  const mutations = own.next() < 0.15 ? largeMutations : textMutations;
  const [name, mutation] = own.pick(Object.entries(mutations));
  return { name, content: mutation(text, own) };
}

/** Characters. */
const largestRead = 100_000;

/** Of a large text the parts are too many to be read and written again. */
function mutatedValue(text: string, own: Random): Step {
  const [name, mutation] = own.pick(Object.entries(valueMutations));
  const content = text.length > largestRead ? undefined : changed(text, mutation, own);
  return content === undefined ? mutatedText(text, own) : { name, content };
}
