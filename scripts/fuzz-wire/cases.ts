/** The malformed requests: the same ones for the same seed. */
import { random } from '../fuzz/random.ts';
import type { Sending } from './exchange.ts';
import { framings } from './framing.ts';
import { bytesOf } from './request.ts';
import { places, wrongly } from './typed.ts';

export interface Case {
  readonly number: number;
  readonly name: string;
  readonly sending: Sending;
}

/** Half of them are wrong as requests, half in the type of one of an operation's members. */
export function* cases(count: number, seed: number): Generator<Case> {
  const all = places();
  const kinds = Object.entries(framings);
  for (let number = 0; number < count; number += 1) {
    // Each case has its own numbers, so that one can be made without those before it.
    const own = random(seed * 1_000_003 + number);
    const [kind, framing] = own.pick(kinds);
    if (number % 2 === 0) yield { number, name: kind, sending: framing(own) };
    else {
      const { name, request } = wrongly(own.pick(all), own);
      yield { number, name, sending: { bytes: bytesOf(request), then: 'wait' } };
    }
  }
}
