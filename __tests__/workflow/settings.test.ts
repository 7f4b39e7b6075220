import { describe, expect, it } from '@jest/globals';
import type { FunctionSpec } from '../../src/workflow/workflow.ts';
import { keys, load, mistakesIn, python, type Mistake } from './support.ts';

const files = { 'a.py': python };
const one = (settings: string, top = ''): string =>
  `name: x\n${top}functions:\n  a: { ${settings} }\nsteps: [{ function: a }]\n`;
const uri = `123456789012.dkr.ecr.eu-west-1.amazonaws.com/shop/a@sha256:${'0'.repeat(64)}`;

async function specOf(settings: string, top = ''): Promise<FunctionSpec> {
  const [spec] = (await load(one(settings, top), files, { env: { DLQ: 'arn:aws:sqs:r:1:dlq' } })).functions;
  return spec!;
}

describe('settings of a function', () => {
  it('are those of AWS where nothing is said', async () => {
    const spec = await specOf('source: a.py');
    expect(spec).toMatchObject({
      layers: [],
      ephemeralStorage: 512,
      tracing: false,
      logs: { format: 'Text' },
    });
    for (const key of ['vpc', 'deadLetter', 'kmsKey', 'role', 'reservedConcurrency', 'image'] as const)
      expect(spec[key]).toBeUndefined();
  });

  const cases: readonly (readonly [string, string, object])[] = [
    [
      'layers',
      "layers: ['arn:aws:lambda:${region}:1:layer:l:3']",
      { layers: ['arn:aws:lambda:${region}:1:layer:l:3'] },
    ],
    ['a larger /tmp', 'ephemeralStorage: 10240', { ephemeralStorage: 10_240 }],
    [
      'a network',
      'vpc: { subnets: [subnet-1, subnet-2], securityGroups: [sg-1] }',
      { vpc: { subnets: ['subnet-1', 'subnet-2'], securityGroups: ['sg-1'] } },
    ],
    ['a queue from the environment', "deadLetter: '${env.DLQ}'", { deadLetter: 'arn:aws:sqs:r:1:dlq' }],
    ['tracing', 'tracing: true', { tracing: true }],
    ['no concurrency at all', 'reservedConcurrency: 0', { reservedConcurrency: 0 }],
    ['a key', "kmsKey: 'arn:aws:kms:r:1:key/k'", { kmsKey: 'arn:aws:kms:r:1:key/k' }],
    ['a role', "role: 'arn:aws:iam::1:role/team/f'", { role: 'arn:aws:iam::1:role/team/f' }],
    [
      'logs',
      'logs: { format: JSON, level: WARN, systemLevel: DEBUG, retention: 14d, group: "/my/${stage}" }',
      { logs: { format: 'JSON', level: 'WARN', systemLevel: 'DEBUG', retentionDays: 14, group: '/my/dev' } },
    ],
  ];
  it.each(cases)('are read: %s', async (_, settings, expected) => {
    expect(await specOf(`source: a.py, ${settings}`)).toMatchObject(expected);
  });

  it('come from the defaults, key by key for logs', async () => {
    const top =
      'defaults: { function: { tracing: true, ephemeralStorage: 1024, logs: { format: JSON, retention: 7d } } }\n';
    expect(await specOf('source: a.py, ephemeralStorage: 600, logs: { level: DEBUG }', top)).toMatchObject({
      tracing: true,
      ephemeralStorage: 600,
      logs: { format: 'JSON', level: 'DEBUG', retentionDays: 7 },
    });
  });

  it('may be those of an image, which has no source, runtime, handler or layers', async () => {
    const top = "defaults: { function: { runtime: python3.13, layers: ['arn:aws:lambda:r:1:layer:l:3'] } }\n";
    const spec = await specOf(`image: { uri: '${uri}', command: [app.main], workingDirectory: /app }`, top);
    expect(spec).toMatchObject({
      image: { uri, command: ['app.main'], workingDirectory: '/app' },
      layers: [],
    });
    expect([spec.source, spec.runtime, spec.handler]).toEqual([undefined, undefined, undefined]);
  });

  it('warn of an image that is named by a tag', async () => {
    const { warnings } = await load(one("image: { uri: '1.dkr.ecr.r.amazonaws.com/a:latest' }"));
    expect(warnings).toEqual([
      {
        what: 'the image is named by a tag: when the tag moves, a deploy does not see it',
        hint: 'Name it by its digest, as in REPOSITORY@sha256:…',
        at: { file: 'workflow.yaml', line: 3, column: 22 },
        end: { line: 3, column: 58 },
        severity: 'warning',
      },
    ]);
  });
});

describe('settings of a state machine', () => {
  it('are read', async () => {
    const top =
      "logging: { level: ERROR, includeExecutionData: true, retention: 30d, group: /g }\ntracing: true\nrole: 'arn:aws:iam::1:role/m'\npermissionsBoundary: 'arn:aws:iam::aws:policy/B'\n";
    expect(await load(keys(top))).toMatchObject({
      logging: { level: 'ERROR', includeExecutionData: true, retentionDays: 30, group: '/g' },
      tracing: true,
      role: 'arn:aws:iam::1:role/m',
      permissionsBoundary: 'arn:aws:iam::aws:policy/B',
    });
  });

  it('are none where nothing is said', async () => {
    const { logging, tracing, role, permissionsBoundary } = await load(keys(''));
    expect({ logging, tracing, role, permissionsBoundary }).toEqual({ tracing: false });
  });
});

const layer = "'arn:aws:lambda:r:1:layer:l:1'";

const mistakes: readonly Mistake[] = [
  [
    'more layers than Lambda takes',
    ['workflow.yaml:3:30: "layers" must have at most 5 items'],
    one(`source: a.py, layers: [${Array.from({ length: 6 }, () => layer).join(', ')}]`),
    files,
  ],
  [
    'a layer without its version',
    [
      'workflow.yaml:3:31: item 1 of "layers" must be the ARN of a version of a layer, not "arn:aws:lambda:r:1:layer:l". It reads arn:PARTITION:lambda:REGION:ACCOUNT:layer:NAME:VERSION',
    ],
    one("source: a.py, layers: ['arn:aws:lambda:r:1:layer:l']"),
    files,
  ],
  [
    'too small a /tmp',
    ['workflow.yaml:3:40: "ephemeralStorage" must be at least 512'],
    one('source: a.py, ephemeralStorage: 100'),
    files,
  ],
  [
    'a dead letter to a function',
    [
      'workflow.yaml:3:34: "deadLetter" must be the ARN of an SQS queue or an SNS topic, not "arn:aws:lambda:r:1:function:f". It reads arn:PARTITION:sqs:REGION:ACCOUNT:NAME, or with sns',
    ],
    one("source: a.py, deadLetter: 'arn:aws:lambda:r:1:function:f'"),
    files,
  ],
  [
    'a network without security groups',
    ['workflow.yaml:3:27: the key "securityGroups" is missing here'],
    one('source: a.py, vpc: { subnets: [subnet-1] }'),
    files,
  ],
  [
    'something else than a subnet',
    ['workflow.yaml:3:39: item 1 of "subnets" must be the id of a subnet, not "vpc-1"'],
    one('source: a.py, vpc: { subnets: [vpc-1], securityGroups: [sg-1] }'),
    files,
  ],
  [
    'a retention that CloudWatch does not have',
    [
      'workflow.yaml:3:41: "retention" must be 1d, 3d, 5d, 7d, 14d, 30d, 60d, 90d, 120d, 150d, 180d, 365d, 400d, 545d, 731d, 1096d, 1827d, 2192d, 2557d, 2922d, 3288d or 3653d, not "31d". Did you mean "1d"?',
    ],
    one('source: a.py, logs: { retention: 31d }'),
    files,
  ],
  [
    'a level of text logs',
    ['workflow.yaml:3:37: "level" has no effect on the format Text. Add "format: JSON", or take it out'],
    one('source: a.py, logs: { level: DEBUG }'),
    files,
  ],
  [
    'one log group, two retentions',
    [
      'workflow.yaml:4:52: the log group /g is kept for 7d here and for 3d by "a". Give both the same retention',
    ],
    'name: x\nfunctions:\n  a: { source: a.py, logs: { group: /g, retention: 3d } }\n  b: { source: b.py, logs: { group: /g, retention: 7d } }\nsteps: [{ function: a }]\n',
    { 'a.py': python, 'b.py': python },
  ],
  [
    'a misspelt setting',
    ['workflow.yaml:3:22: unknown key "ephemeralStorag". Did you mean "ephemeralStorage"?'],
    one('source: a.py, ephemeralStorag: 512'),
    files,
  ],
  [
    'source and image',
    ['workflow.yaml:3:16: "source" has no place beside "image". Take it out'],
    one(`source: a.py, image: { uri: '${uri}' }`),
    files,
  ],
  [
    'a handler beside an image',
    ['workflow.yaml:3:160: "handler" has no place beside "image". Take it out'],
    one(`image: { uri: '${uri}' }, handler: a.b`),
  ],
  [
    'an image of another registry',
    ['workflow.yaml:3:22: "uri" must be the URI of an image in ECR, not "nginx:latest"'],
    one('image: { uri: nginx:latest }'),
  ],
  [
    'an image as a text',
    [`workflow.yaml:3:15: "image" must be a map, not text. Write { uri: URI }`],
    one(`image: '${uri}'`),
  ],
  [
    'a role by its name',
    [
      'workflow.yaml:3:28: "role" must be the ARN of a role, not "mine". It reads arn:PARTITION:iam::ACCOUNT:role/NAME',
    ],
    one('source: a.py, role: mine'),
    files,
  ],
  [
    'logging without a level',
    ['workflow.yaml:3:10: the key "level" is missing here. It is ALL, ERROR, FATAL or OFF'],
    keys('logging: { includeExecutionData: true }\n'),
  ],
  [
    'logging as a flag',
    ['workflow.yaml:3:10: "logging" must be a map, not the value true. Write { level: ERROR }'],
    keys('logging: true\n'),
  ],
  [
    'a boundary that is a role',
    [
      'workflow.yaml:3:22: "permissionsBoundary" must be the ARN of a managed policy, not "arn:aws:iam::1:role/r". It reads arn:PARTITION:iam::ACCOUNT:policy/NAME',
    ],
    keys("permissionsBoundary: 'arn:aws:iam::1:role/r'\n"),
  ],
];

describe('mistakes in settings', () => {
  it.each(mistakes)('%s', async (_, says, ...workflow) => {
    expect(await mistakesIn(...workflow)).toEqual(says);
  });
});
