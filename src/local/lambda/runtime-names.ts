/** The runtimes and architectures that AWS takes. */
import { invalidParameter } from './validation.ts';

export const architectures = ['x86_64', 'arm64'];

/** In the order in which AWS's message lists them (recorded 2026-01-12). */
const supported = [
  'nodejs20.x',
  'python3.14',
  'provided.al2023',
  'python3.12',
  'python3.13',
  'nodejs24.x',
  'nodejs22.x',
  'java25',
  'python3.10',
  'python3.11',
  'java21',
  'ruby3.3',
  'ruby3.4',
  'ruby3.2',
  'python3.8',
  'python3.9',
  'java17',
  'nodejs16.x',
  'dotnet10',
  'dotnet8',
  'java11',
  'dotnet6',
  'nodejs18.x',
  'provided.al2',
  'java8.al2',
];

const gone = [
  'dotnet5.0',
  'dotnet7',
  'dotnetcore1.0',
  'dotnetcore2.0',
  'dotnetcore2.1',
  'dotnetcore3.1',
  'go1.x',
  'java8',
  'nodejs',
  'nodejs10.x',
  'nodejs12.x',
  'nodejs14.x',
  'nodejs4.3',
  'nodejs4.3-edge',
  'nodejs6.10',
  'nodejs8.10',
  'provided',
  'python2.7',
  'python3.6',
  'python3.7',
  'ruby2.5',
  'ruby2.7',
];

/** Those that AWS still took when this was recorded, though it has announced a day from which it refuses new functions. */
const deprecated = new Map([
  ['dotnet6', '2026-06-01'],
  ['java11', '2026-07-31'],
  ['java17', '2026-07-31'],
  ['java8.al2', '2026-07-31'],
  ['nodejs16.x', '2026-06-01'],
  ['nodejs18.x', '2026-06-01'],
  ['nodejs20.x', '2026-06-01'],
  ['provided.al2', '2026-07-31'],
  ['python3.10', '2026-07-31'],
  ['python3.11', '2026-07-31'],
  ['python3.8', '2026-06-01'],
  ['python3.9', '2026-06-01'],
  ['ruby3.2', '2026-06-01'],
]);

/** What a layer may be made for: also what no function may have any more, though the message does not list it. */
export const layerRuntimes = { listed: supported, accepted: [...supported, ...gone] };

/** What layers can be searched for, in the order of AWS's message (recorded 2026-01-12). */
export const listableRuntimes = (
  'ruby3.5, ruby2.6, dotnetcore1.0, python3.7, nodejs8.10, nasa, ruby2.7, python2.7-greengrass, dotnetcore2.0, ' +
  'python3.8, java21, dotnet6, dotnetcore2.1, python3.9, java11, nodejs6.10, provided, dotnetcore3.1, dotnet8, ' +
  'java25, java17, nodejs, nodejs4.3, java8.al2, go1.x, dotnet10, nodejs20.x, go1.9, byol, nodejs10.x, ' +
  'provided.al2023, nodejs22.x, python3.10, java8, nodejs12.x, python3.11, nodejs24.x, nodejs8.x, python3.12, ' +
  'nodejs14.x, nodejs8.9, nodejs26.x, python3.13, python3.14, nodejs16.x, python3.15, provided.al2, ' +
  'nodejs4.3-edge, nodejs18.x, ruby3.2, python3.4, ruby3.3, ruby3.4, ruby2.5, python3.6, python2.7'
).split(', ');

/** Throws InvalidParameterValueException for a runtime that AWS does not take. */
export function checkRuntime(runtime: string): void {
  if (supported.includes(runtime)) return;
  if (gone.includes(runtime)) {
    throw invalidParameter(
      `The runtime parameter of ${runtime} is no longer supported for creating or updating AWS Lambda functions. We recommend you use a supported runtime while creating or updating functions.`,
    );
  }
  throw invalidParameter(
    `Value ${runtime} at 'runtime' failed to satisfy constraint: Member must satisfy enum value set: [${supported.join(', ')}] or be a valid ARN`,
  );
}

/** A line about a runtime that AWS may refuse by now; undefined for the others. */
export function deprecationNote(runtime: string): string | undefined {
  const day = deprecated.get(runtime);
  return (
    day && `${runtime} is deprecated: AWS announced that it refuses new functions with it from ${day} on`
  );
}
