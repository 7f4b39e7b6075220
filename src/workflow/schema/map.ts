import { z } from 'zod';
import { whatIs } from '../phrase.ts';

/**
 * A map with just these keys. The message about unknown keys is the list of the known ones: what `check` needs to name
 * the nearest.
 * @param example a map that would do, for whoever gives something else.
 */
export function map<const Shape extends z.core.$ZodShape>(
  shape: Shape,
  example?: string,
): z.ZodObject<Shape, z.core.$strict> {
  const known = Object.keys(shape).join(',');
  return z.strictObject(shape, {
    error: ({ code, input }) => {
      if (code === 'unrecognized_keys') return known;
      if (example === undefined || input === undefined) return undefined;
      return `must be a map, not ${whatIs(input)}. Write ${example}`;
    },
  });
}
