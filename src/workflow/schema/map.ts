import { z } from 'zod';

/**
 * A map with just these keys. The message about unknown keys is the list of the known ones: what `check` needs to name
 * the nearest.
 */
export function map<const Shape extends z.core.$ZodShape>(shape: Shape): z.ZodObject<Shape, z.core.$strict> {
  const known = Object.keys(shape).join(',');
  return z.strictObject(shape, {
    error: ({ code }) => (code === 'unrecognized_keys' ? known : undefined),
  });
}
