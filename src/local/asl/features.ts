import { comparisons } from './choice/comparison.ts';
import { intrinsics } from './intrinsics/index.ts';
import { awsFunctions } from './jsonata/functions.ts';
import { functions } from './jsonpath/functions.ts';
import { operators } from './jsonpath/operators.ts';
import { formatNames } from './map/formats.ts';
import { stateCompilers } from './states/index.ts';

/** What the interpreter can do, by kind: from its registries, for the documentation. */
export function features(): Readonly<Record<string, readonly string[]>> {
  const host = { random: () => 0, uuid: () => '' };
  return {
    'state types': Object.keys(stateCompilers),
    'Choice comparisons': [...comparisons.keys(), 'IsPresent'],
    'intrinsic functions': [...intrinsics.keys()].map((name) => `States.${name}`),
    'JSONPath filter operators': ['=~', ...Object.keys(operators)],
    'JSONPath functions': Object.keys(functions).map((name) => `${name}()`),
    'JSONata functions of AWS': Object.entries(awsFunctions(host)).flatMap(([name, value]) =>
      value ? [`$${name}`] : [],
    ),
    'ItemReader input types': [...formatNames, 'MANIFEST', 's3:listObjectsV2'],
  };
}

/** What AWS has and the interpreter has not, or does otherwise. */
export const differences: readonly string[] = [
  'Manifests of S3 inventories are read where their files are plain CSV; compressed ones, ORC and Parquet are not.',
  'States.MathRandom and $random give the same number for the same seed, but not the number that AWS gives.',
  'Numbers are IEEE doubles: an integer beyond 2^53 loses digits that AWS keeps.',
  'A JSONata expression may take one second, 500 ms of it in one regular expression.',
  'A distributed Map that is redriven runs all its items again in a new Map Run; AWS runs the failed children of the old one.',
];
