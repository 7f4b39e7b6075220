import { describe, expect, it } from '@jest/globals';
import type { FunctionConfiguration } from '@aws-sdk/client-lambda';
import type { WantedFunction } from '../../../src/deploy/function/code.ts';
import { configurationOf } from '../../../src/deploy/function/configuration.ts';
import { differences } from '../../../src/deploy/function/differences.ts';
import { planFunction } from '../../../src/deploy/function/plan.ts';
import { blueprintOf } from '../../compile/support.ts';

const uri = (digit: string): string =>
  `123456789012.dkr.ecr.eu-west-1.amazonaws.com/a@sha256:${digit.repeat(64)}`;
const zip = {
  zip: Buffer.from('zip'),
  codeSha256: 'sha',
  contentHash: 'c0ffee00'.repeat(8),
  files: 1,
  unzippedSize: 3,
};

async function wantedFunction(settings: string, code: string): Promise<WantedFunction> {
  const [blueprint] = (
    await blueprintOf(`name: w\nfunctions: { a: { ${code}${settings} } }\nsteps: [{ function: a }]\n`)
  ).functions;
  return { blueprint: blueprint!, code: blueprint!.image ?? zip };
}

/** What AWS answers after it was told a configuration: empty members are absent, layers are maps. */
function answerTo(wanted: WantedFunction): FunctionConfiguration {
  const { Layers = [], DeadLetterConfig, KMSKeyArn, ImageConfig, ...rest } = configurationOf(wanted);
  return {
    ...rest,
    Layers: Layers.map((Arn) => ({ Arn, CodeSize: 1 })),
    ...(DeadLetterConfig?.TargetArn && { DeadLetterConfig }),
    ...(KMSKeyArn && { KMSKeyArn }),
    ...(ImageConfig && { ImageConfigResponse: { ImageConfig } }),
  };
}

const source = 'source: a.mjs';
const layer = (version: number): string => `'arn:aws:lambda:r:1:layer:l:${version}'`;

/** From one file to the next: name, settings before, settings after, what is told. */
const cases: readonly (readonly [string, string, string, readonly string[]])[] = [
  ['nothing', '', '', []],
  ['a layer', '', `, layers: [${layer(1)}]`, ['layers differ']],
  [
    'the order of layers',
    `, layers: [${layer(1)}, ${layer(2)}]`,
    `, layers: [${layer(2)}, ${layer(1)}]`,
    ['layers differ'],
  ],
  ['no more layers', `, layers: [${layer(1)}]`, '', ['layers differ']],
  ['storage', '', ', ephemeralStorage: 600', ['ephemeral storage 512 → 600']],
  [
    'a network',
    '',
    ', vpc: { subnets: [subnet-1], securityGroups: [sg-1] }',
    ['subnets differ', 'security groups differ'],
  ],
  [
    'the order of subnets, which means nothing',
    ', vpc: { subnets: [subnet-1, subnet-2], securityGroups: [sg-1] }',
    ', vpc: { subnets: [subnet-2, subnet-1], securityGroups: [sg-1] }',
    [],
  ],
  [
    'dead letters',
    ", deadLetter: 'arn:aws:sqs:r:1:a'",
    ", deadLetter: 'arn:aws:sqs:r:1:b'",
    ['dead letter arn:aws:sqs:r:1:a → arn:aws:sqs:r:1:b'],
  ],
  ['a key', ", kmsKey: 'arn:aws:kms:r:1:key/k'", '', ['KMS key arn:aws:kms:r:1:key/k → none']],
  ['tracing', '', ', tracing: true', ['tracing PassThrough → Active']],
  [
    'JSON logs',
    '',
    ', logs: { format: JSON, systemLevel: WARN }',
    ['log format Text → JSON', 'log level none → INFO', 'system log level none → WARN'],
  ],
  ['a log group', '', ', logs: { group: /g }', ['log group /aws/lambda/w-dev-a → /g']],
  ['concurrency, which is not of a version', '', ', reservedConcurrency: 3', []],
  [
    'a role',
    '',
    ", role: 'arn:aws:iam::1:role/r'",
    ['role arn:aws:iam::123456789012:role/stepline/w/dev/w-dev-a → arn:aws:iam::1:role/r'],
  ],
];

describe('what differs between a function and what is live', () => {
  it.each(cases)('%s', async (_, before, after, told) => {
    const live = answerTo(await wantedFunction(before, source));
    expect(differences(await wantedFunction(after, source), live)).toEqual(told);
  });

  it('an image and its configuration', async () => {
    const live = answerTo(await wantedFunction('', `image: { uri: '${uri('1')}' }`));
    const wanted = await wantedFunction('', `image: { uri: '${uri('2')}', command: [app.main] }`);
    expect(differences(wanted, live)).toEqual([
      'image configuration differs',
      expect.stringMatching(/^code [0-9a-f]{16} → [0-9a-f]{16} \(.*@sha256:2{64}\)$/),
    ]);
    expect(differences(wanted, answerTo(wanted))).toEqual([]);
  });
});

describe('a configuration', () => {
  it('says the empty values too, since an update clears nothing that it is not told', async () => {
    expect(configurationOf(await wantedFunction('', source))).toMatchObject({
      Environment: { Variables: {} },
      Layers: [],
      EphemeralStorage: { Size: 512 },
      VpcConfig: { SubnetIds: [], SecurityGroupIds: [] },
      DeadLetterConfig: { TargetArn: '' },
      KMSKeyArn: '',
      TracingConfig: { Mode: 'PassThrough' },
      LoggingConfig: { LogFormat: 'Text', LogGroup: '/aws/lambda/w-dev-a' },
    });
  });

  it('of an image has none of what Lambda refuses beside one', async () => {
    const configuration = configurationOf(await wantedFunction('', `image: { uri: '${uri('1')}' }`));
    expect(configuration).toMatchObject({ ImageConfig: {} });
    expect(Object.keys(configuration)).not.toEqual(
      expect.arrayContaining([expect.stringMatching(/^(Runtime|Handler|Layers)$/)]),
    );
  });
});

describe('a package', () => {
  it('cannot become an image', async () => {
    const wanted = await wantedFunction('', `image: { uri: '${uri('1')}' }`);
    expect(() => planFunction(wanted, { tags: {}, packageType: 'Zip' })).toThrow(
      /the function w-dev-a was made of a zip, and AWS cannot make it of an image\. Give the function another key/,
    );
  });
});
