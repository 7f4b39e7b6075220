import { operation, type Call } from '../../service.ts';
import type { LambdaBackend } from '../backend.ts';
import { notFound } from '../validation.ts';

/** Not an operation of AWS's Lambda: what GetFunction's Code.Location leads to. */
export const downloadCode = operation(
  async (backend: LambdaBackend, { input }: Call<{ Sha256: string }>): Promise<{ Zip: Buffer }> => {
    const zip = await backend.codes.zip(input.Sha256);
    if (!zip) throw notFound('The specified key does not exist.');
    return { Zip: zip };
  },
);
