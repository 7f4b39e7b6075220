import { buffer } from 'node:stream/consumers';
import { ZipFile } from 'yazl';

/** A function's package of one file. */
export function zipOf(name: string, content: string): Promise<Buffer> {
  const zip = new ZipFile();
  zip.addBuffer(Buffer.from(content), name, { mtime: new Date(0) });
  zip.end();
  return buffer(zip.outputStream);
}
