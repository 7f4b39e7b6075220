import { describe, expect, it } from '@jest/globals';
import {
  CreateAliasCommand,
  DeleteAliasCommand,
  DeleteFunctionCommand,
  GetAliasCommand,
  GetFunctionConfigurationCommand,
  ListAliasesCommand,
  ListVersionsByFunctionCommand,
  PublishVersionCommand,
  UpdateAliasCommand,
  UpdateFunctionCodeCommand,
  UpdateFunctionConfigurationCommand,
  type AliasRoutingConfiguration,
} from '@aws-sdk/client-lambda';
import { account, refusal } from '../support.ts';
import { createFunction, invoke, startLambda, updated, zipOf, type LambdaClients } from './support.ts';

const arn = `arn:aws:lambda:us-east-1:${account}:function:fn`;
const returning = (value: number): Record<string, string> => ({
  'handler.py': `def handler(event, context):\n    return [${value}, context.function_version, context.invoked_function_arn]\n`,
});

/** `fn` with versions 1 and 2, which return 1 and 2; $LATEST is what version 2 is. */
async function twoVersions(): Promise<LambdaClients> {
  const clients = await startLambda();
  const { lambda } = clients;
  await createFunction(clients, { files: returning(1), Publish: true });
  const ZipFile = await zipOf(returning(2));
  await lambda.send(new UpdateFunctionCodeCommand({ FunctionName: 'fn', ZipFile }));
  await updated(lambda, 'fn');
  await lambda.send(new PublishVersionCommand({ FunctionName: 'fn', Description: 'second' }));
  return clients;
}

describe('versions', () => {
  it('keep what was published, and are only made of something new', async () => {
    const { lambda } = await twoVersions();
    for (const [Qualifier, value, version] of [
      ['1', 1, '1'],
      ['2', 2, '2'],
      ['$LATEST', 2, '$LATEST'],
    ] as const) {
      const answer = await invoke(lambda, 'fn', {}, { Qualifier });
      expect(answer).toMatchObject({ version, payload: [value, version, `${arn}:${Qualifier}`] });
    }
    const again = await lambda.send(new PublishVersionCommand({ FunctionName: 'fn', Description: 'third' }));
    expect(again).toMatchObject({
      Version: '2',
      Description: 'second',
      FunctionArn: `${arn}:2`,
      State: 'Active',
    });
    await lambda.send(new UpdateFunctionConfigurationCommand({ FunctionName: 'fn', Description: 'new' }));
    await updated(lambda, 'fn');
    const third = await lambda.send(new PublishVersionCommand({ FunctionName: 'fn' }));
    expect(third).toMatchObject({ Version: '3', Description: 'new' });
    await lambda.send(new DeleteFunctionCommand({ FunctionName: 'fn', Qualifier: '1' }));
    const { Versions } = await lambda.send(new ListVersionsByFunctionCommand({ FunctionName: 'fn' }));
    expect(Versions?.map(({ FunctionArn }) => FunctionArn)).toEqual([
      `${arn}:$LATEST`,
      `${arn}:2`,
      `${arn}:3`,
    ]);
  });

  it('are guarded by hash and revision, and change the revision of $LATEST', async () => {
    const clients = await startLambda();
    const { lambda } = clients;
    await createFunction(clients, { files: returning(1) });
    const { RevisionId, CodeSha256 } = await lambda.send(
      new GetFunctionConfigurationCommand({ FunctionName: 'fn' }),
    );
    const wrongHash = new PublishVersionCommand({ FunctionName: 'fn', CodeSha256: 'other' });
    expect(await refusal(lambda.send(wrongHash))).toMatchObject({
      name: 'InvalidParameterValueException',
      message: `CodeSHA256 (other) is different from current CodeSHA256 in $LATEST (${CodeSha256 ?? ''}). Please try again with the CodeSHA256 in $LATEST.`,
    });
    const wrongRevision = new PublishVersionCommand({ FunctionName: 'fn', RevisionId: 'wrong' });
    expect(await refusal(lambda.send(wrongRevision))).toEqual({
      name: 'PreconditionFailedException',
      message:
        'The Revision Id provided does not match the latest Revision Id. Call the GetFunction/GetAlias API to retrieve the latest Revision Id',
      status: 412,
    });
    const published = await lambda.send(
      new PublishVersionCommand({ FunctionName: 'fn', RevisionId, CodeSha256 }),
    );
    const latest = await lambda.send(new GetFunctionConfigurationCommand({ FunctionName: 'fn' }));
    expect(new Set([RevisionId, published.RevisionId, latest.RevisionId]).size).toBe(3);
  });
});

describe('aliases', () => {
  it('point to a version, move, and are listed', async () => {
    const { lambda } = await twoVersions();
    const created = await lambda.send(
      new CreateAliasCommand({ FunctionName: 'fn', Name: 'live', FunctionVersion: '1' }),
    );
    expect(created).toMatchObject({
      AliasArn: `${arn}:live`,
      Description: '',
      FunctionVersion: '1',
      Name: 'live',
    });
    expect(created).not.toHaveProperty('RoutingConfig');
    expect(await invoke(lambda, `${arn}:live`)).toMatchObject({
      version: '1',
      payload: [1, '1', `${arn}:live`],
    });
    const update = { FunctionName: 'fn', Name: 'live', FunctionVersion: '2' };
    expect(
      await refusal(lambda.send(new UpdateAliasCommand({ ...update, RevisionId: 'wrong' }))),
    ).toMatchObject({
      name: 'PreconditionFailedException',
    });
    await lambda.send(new UpdateAliasCommand({ ...update, RevisionId: created.RevisionId }));
    expect(await invoke(lambda, 'fn', {}, { Qualifier: 'live' })).toMatchObject({ version: '2' });
    const { Aliases } = await lambda.send(
      new ListAliasesCommand({ FunctionName: 'fn', FunctionVersion: '2' }),
    );
    expect(Aliases?.map(({ Name }) => Name)).toEqual(['live']);
    expect(
      await refusal(lambda.send(new DeleteFunctionCommand({ FunctionName: 'fn', Qualifier: '2' }))),
    ).toMatchObject({
      name: 'ResourceConflictException',
    });
    await lambda.send(new DeleteAliasCommand({ FunctionName: 'fn', Name: 'live' }));
    await lambda.send(new DeleteAliasCommand({ FunctionName: 'fn', Name: 'live' }));
    expect(
      await refusal(lambda.send(new GetAliasCommand({ FunctionName: 'fn', Name: 'live' }))),
    ).toMatchObject({
      message: `Cannot find alias arn: ${arn}:live`,
      status: 404,
    });
  });

  it('send a part of the requests to a second version', async () => {
    const { lambda } = await twoVersions();
    const RoutingConfig = { AdditionalVersionWeights: { '2': 0.5 } };
    const alias = { FunctionName: 'fn', Name: 'both', FunctionVersion: '1' };
    await lambda.send(new CreateAliasCommand({ ...alias, RoutingConfig }));
    const versions = new Set<string | undefined>();
    for (let tries = 0; tries < 200 && versions.size < 2; tries++) {
      versions.add((await invoke(lambda, 'fn', {}, { Qualifier: 'both' })).version);
    }
    expect([...versions].sort()).toEqual(['1', '2']);
    const cleared = await lambda.send(
      new UpdateAliasCommand({
        FunctionName: 'fn',
        Name: 'both',
        RoutingConfig: { AdditionalVersionWeights: {} },
      }),
    );
    expect(cleared).not.toHaveProperty('RoutingConfig');
  });

  const invalid = 'InvalidParameterValueException';
  const values =
    'failed to satisfy constraint: Map value must satisfy constraint: [Member must have value less than or equal to 1.0, Member must have value greater than or equal to 0.0, Member must not be null]';
  const member = "at 'routingConfig.additionalVersionWeights'";
  const rows: [
    why: string,
    version: string,
    weights: AliasRoutingConfiguration['AdditionalVersionWeights'],
    name: string,
    message: string,
  ][] = [
    [
      'two more versions',
      '1',
      { '1': 0.8, '2': 0.2 },
      invalid,
      'Number of items in AdditionalVersionWeights cannot be greater than 1',
    ],
    [
      'more than all',
      '1',
      { '2': 2 },
      'ValidationException',
      `1 validation error detected: Value '{2=2.0}' ${member} ${values}`,
    ],
    [
      'less than none',
      '1',
      { '2': -1 },
      'ValidationException',
      `1 validation error detected: Value '{2=-1.0}' ${member} ${values}`,
    ],
    [
      'the same version',
      '1',
      { '1': 0.5 },
      invalid,
      'Invalid function version 1. Function version 1 is already included in routing configuration.',
    ],
    [
      'a version that is not there',
      '10',
      { '2': 0.5 },
      'ResourceNotFoundException',
      `Function not found: ${arn}:10`,
    ],
    [
      'a second one that is not there',
      '1',
      { '10': 0.5 },
      'ResourceNotFoundException',
      `Function not found: ${arn}:10`,
    ],
    [
      '$LATEST and another',
      '$LATEST',
      { '1': 0.5 },
      invalid,
      '$LATEST is not supported for an alias pointing to more than 1 version',
    ],
    [
      '$LATEST as the second',
      '1',
      { $LATEST: 0.5 },
      'ValidationException',
      `1 validation error detected: Value '{$LATEST=0.5}' ${member} failed to satisfy constraint: Map keys must satisfy constraint: [Member must have length less than or equal to 1024, Member must have length greater than or equal to 1, Member must satisfy regular expression pattern: [0-9]+]`,
    ],
    [
      'a name that is taken',
      '1',
      undefined,
      'ResourceConflictException',
      `Alias already exists: ${arn}:taken`,
    ],
  ];

  it('refuse what AWS refuses', async () => {
    const { lambda } = await twoVersions();
    const taken = { FunctionName: 'fn', Name: 'taken', FunctionVersion: '1' };
    await lambda.send(new CreateAliasCommand(taken));
    for (const [why, FunctionVersion, AdditionalVersionWeights, name, message] of rows) {
      const RoutingConfig = AdditionalVersionWeights && { AdditionalVersionWeights };
      const Name = AdditionalVersionWeights ? 'custom' : 'taken';
      const got = await refusal(
        lambda.send(new CreateAliasCommand({ FunctionName: 'fn', Name, FunctionVersion, RoutingConfig })),
      );
      expect({ why, name: got.name, message: got.message }).toEqual({ why, name, message });
    }
  });
});
