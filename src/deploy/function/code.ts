/** What a function's version is made from: a zip of ours, or an image in a registry. */
import { createHash } from 'node:crypto';
import type { FunctionBlueprint } from '../../compile/blueprint.ts';
import type { Package } from '../../package/package.ts';
import type { ImageSpec } from '../../workflow/workflow.ts';

/** A function as it is wanted: its blueprint and its code. */
export interface WantedFunction {
  readonly blueprint: FunctionBlueprint;
  readonly code: Package | ImageSpec;
}

/** Hex SHA-256 that decides whether the code has changed. */
export function contentHashOf({ code }: WantedFunction): string {
  return isImage(code) ? createHash('sha256').update(code.uri).digest('hex') : code.contentHash;
}

/** The code as CreateFunction and UpdateFunctionCode take it. */
export function codeInput({ code }: WantedFunction): { ImageUri: string } | { ZipFile: Buffer } {
  return isImage(code) ? { ImageUri: code.uri } : { ZipFile: code.zip };
}

/** Whether `codeSha256`, Lambda's word for what it holds, may be of this code. Of an image only the registry knows. */
export function isOfCode({ code }: WantedFunction, codeSha256: string | undefined): boolean {
  return isImage(code) || code.codeSha256 === codeSha256;
}

/** For people: `(3 files, 1024 bytes)`, or the image. */
export function describeCode({ code }: WantedFunction): string {
  return isImage(code) ? `(${code.uri})` : `(${code.files} files, ${code.unzippedSize} bytes)`;
}

function isImage(code: WantedFunction['code']): code is ImageSpec {
  return 'uri' in code;
}
