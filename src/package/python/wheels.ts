/** Which builds of a package run on Lambda. */
import type { Architecture } from '../../workflow/workflow.ts';

/** The version of Amazon Linux's C library under a Python: 2.34 of AL2023 from 3.12 on, 2.26 of AL2 before (Lambda runtimes). */
function glibcMinor(pythonVersion: string): number {
  return Number(pythonVersion.split('.')[1]) >= 12 ? 34 : 26;
}

/** The oldest C library that `manylinux_2_N` is used for; manylinux2014 is the older name of the same, and pip's of all before. */
const oldestMinor = 17;

const machines: Readonly<Record<Architecture, string>> = { x86_64: 'x86_64', arm64: 'aarch64' };

/** Platform tags for pip, best first (PEP 600). */
export function lambdaTags(pythonVersion: string, architecture: Architecture): string[] {
  const newest = glibcMinor(pythonVersion);
  const minors = Array.from({ length: newest - oldestMinor + 1 }, (_, n) => `manylinux_2_${newest - n}`);
  return [...minors, 'manylinux2014'].map((name) => `${name}_${machines[architecture]}`);
}

/** The same as uv has it: a tag stands for itself and all that are older, and not every version of uv knows every tag. */
export function lambdaUvPlatform(pythonVersion: string, architecture: Architecture): string {
  const name = glibcMinor(pythonVersion) >= 28 ? 'manylinux_2_28' : 'manylinux2014';
  return `${machines[architecture]}-${name}`;
}
