import { describe, expect, it } from '@jest/globals';
import {
  DeleteLayerVersionCommand,
  GetAccountSettingsCommand,
  GetLayerVersionByArnCommand,
  ListLayersCommand,
  PublishLayerVersionCommand,
  UpdateFunctionConfigurationCommand,
} from '@aws-sdk/client-lambda';
import { account, refusal, region } from '../support.ts';
import { createFunction, invoke, startLambda, updated, zipOf, type LambdaClients } from './support.ts';

async function publishLayer({ lambda }: LambdaClients, files: Record<string, string>, LayerName = 'shared') {
  const Content = { ZipFile: await zipOf(files) };
  const { LayerVersionArn = '' } = await lambda.send(new PublishLayerVersionCommand({ LayerName, Content }));
  return LayerVersionArn;
}

describe('layers', () => {
  it('bring modules to Python and to Node.js; the last one wins', async () => {
    const clients = await startLambda();
    const first = await publishLayer(clients, { 'python/told.py': 'WORD = "first"\n' });
    const second = await publishLayer(
      clients,
      {
        'python/told.py': 'WORD = "second"\n',
        'nodejs/node_modules/told/index.js': 'module.exports = "node";\n',
      },
      'other',
    );
    const python = 'from told import WORD\n\n\ndef handler(event, context):\n    return WORD\n';
    await createFunction(clients, {
      FunctionName: 'py',
      files: { 'handler.py': python },
      Layers: [first, second],
    });
    const node = 'const word = require("told");\nexports.handler = async () => word;\n';
    const files = { 'handler.js': node };
    await createFunction(clients, { FunctionName: 'js', Runtime: 'nodejs22.x', files, Layers: [second] });
    expect((await invoke(clients.lambda, 'py')).payload).toBe('second');
    expect((await invoke(clients.lambda, 'js')).payload).toBe('node');
  });

  it('stay with a function when they are deleted, and leave it when it gives them up', async () => {
    const clients = await startLambda();
    const { lambda } = clients;
    const layer = await publishLayer(clients, { 'python/told.py': 'WORD = "kept"\n' });
    const handler = `def handler(event, context):
    try:
        from told import WORD
    except ImportError:
        return "none"
    return WORD
`;
    await createFunction(clients, { files: { 'handler.py': handler }, Layers: [layer] });
    await lambda.send(new DeleteLayerVersionCommand({ LayerName: 'shared', VersionNumber: 1 }));
    expect(await refusal(lambda.send(new GetLayerVersionByArnCommand({ Arn: layer })))).toMatchObject({
      name: 'ResourceNotFoundException',
    });
    expect((await invoke(lambda, 'fn')).payload).toBe('kept');
    await lambda.send(new UpdateFunctionConfigurationCommand({ FunctionName: 'fn', Layers: [] }));
    await updated(lambda, 'fn');
    expect((await invoke(lambda, 'fn')).payload).toBe('none');
  });

  it('count for the account, and are listed with their newest version', async () => {
    const clients = await startLambda();
    await publishLayer(clients, { a: 'one' });
    await publishLayer(clients, { a: 'two' });
    const { AccountUsage } = await clients.lambda.send(new GetAccountSettingsCommand({}));
    expect(AccountUsage?.TotalCodeSize).toBeGreaterThan(0);
    const { Layers = [] } = await clients.lambda.send(new ListLayersCommand({}));
    expect(Layers.map((layer) => [layer.LayerName, layer.LatestMatchingVersion?.Version])).toEqual([
      ['shared', 2],
    ]);
  });

  const arn = (name: string): string => `arn:aws:lambda:${region}:${account}:layer:${name}`;
  const rows: [why: string, layers: string[], message: string][] = [
    ['it is not there', [arn('gone:1')], `Layer version ${arn('gone:1')} does not exist.`],
    [
      'it is in another region',
      [arn('gone:1').replace(region, 'eu-west-1')],
      `Layers are not in the same region as the function. Layers are expected to be in region ${region}.`,
    ],
    [
      'it is there twice',
      [arn('a:1'), arn('a:2')],
      `Two different versions of the same layer are not allowed to be referenced in the same function. ${arn('a:1')} and ${arn('a:2')} versions.`,
    ],
    [
      'there are six',
      [1, 2, 3, 4, 5, 6].map((number) => arn(`l${number}:1`)),
      'Cannot reference more than 5 layers.',
    ],
  ];
  it.each(rows)('are refused: %s', async (_why, Layers, message) => {
    const clients = await startLambda();
    const files = { 'handler.py': '' };
    expect(await refusal(createFunction(clients, { files, Layers }))).toMatchObject({
      name: 'InvalidParameterValueException',
      message,
    });
  });

  it('of other accounts are not here, and a note says what to do', async () => {
    const notes: string[] = [];
    const clients = await startLambda({ note: (line) => notes.push(line) });
    const layer = `arn:aws:lambda:${region}:017000801446:layer:Powertools:18`;
    const { message } = await refusal(createFunction(clients, { files: { a: '' }, Layers: [layer] }));
    expect(message).toBe(`Layer version ${layer} does not exist.`);
    expect(notes).toEqual([
      `${layer} is a layer of another account, and not here: publish its package to this endpoint, and use the ARN that it gets`,
    ]);
  });
});
