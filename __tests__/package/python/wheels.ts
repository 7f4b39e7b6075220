/** Small wheels, made here: there is no package index to ask. */
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { buffer } from 'node:stream/consumers';
import { ZipFile } from 'yazl';

export interface Wheel {
  readonly name: string;
  readonly version?: string;
  /** Python, ABI and platform, such as `py3-none-any`. */
  readonly tag?: string;
  readonly files?: Readonly<Record<string, string>>;
  /** Names of packages that it requires. */
  readonly requires?: readonly string[];
  /** A console script of that name, which calls `NAME:main`. */
  readonly script?: string;
}

export const fileNameOf = ({ name, version = '1.0', tag = 'py3-none-any' }: Wheel): string =>
  `${name}-${version}-${tag}.whl`;

/** Puts wheels into a folder, as `--find-links` wants them. */
export async function writeWheels(folder: string, ...wheels: readonly Wheel[]): Promise<void> {
  mkdirSync(folder, { recursive: true });
  for (const wheel of wheels) writeFileSync(join(folder, fileNameOf(wheel)), await bytesOf(wheel));
}

/** The binary distribution format (packaging.python.org). A wheel without `files` is a module that tells its own tag. */
export async function bytesOf(wheel: Wheel): Promise<Buffer> {
  const { name, version = '1.0', tag = 'py3-none-any', requires = [], script } = wheel;
  const info = `${name}-${version}.dist-info`;
  const content: Record<string, string> = {
    ...(wheel.files ?? { [`${name}.py`]: `tag = '${tag}'\n` }),
    [`${info}/METADATA`]: [
      'Metadata-Version: 2.1',
      `Name: ${name}`,
      `Version: ${version}`,
      ...requires.map((one) => `Requires-Dist: ${one}`),
      '',
    ].join('\n'),
    [`${info}/WHEEL`]: `Wheel-Version: 1.0\nRoot-Is-Purelib: true\nTag: ${tag}\n`,
    ...(script !== undefined && {
      [`${info}/entry_points.txt`]: `[console_scripts]\n${script} = ${name}:main\n`,
    }),
  };
  const record = [...Object.keys(content), `${info}/RECORD`].map((path) => `${path},,\n`).join('');
  const zip = new ZipFile();
  for (const [path, text] of Object.entries({ ...content, [`${info}/RECORD`]: record }))
    zip.addBuffer(Buffer.from(text), path);
  zip.end();
  return buffer(zip.outputStream);
}
