import { account, region, roleArn, type Earlier, type Stop } from './tour.ts';

const fn = { FunctionName: 'fn' };
const live = { ...fn, Name: 'live' };
const qualified = { ...fn, Qualifier: 'live' };
const Resource = `arn:aws:lambda:${region}:${account}:function:fn`;
const layer = { LayerName: 'layer' };
const layerVersion = { ...layer, VersionNumber: 1 };
const publishers = {
  SigningProfileVersionArns: [`arn:aws:signer:${region}:${account}:/signing-profiles/p/1234567890`],
};
const signing = (earlier: Earlier): { CodeSigningConfigArn: unknown } => {
  const config = earlier('CreateCodeSigningConfig').CodeSigningConfig as Record<string, unknown>;
  return { CodeSigningConfigArn: config.CodeSigningConfigArn };
};

/** With a package for functions and layers. */
export function lambda(ZipFile: Buffer): readonly Stop[] {
  return [
    ['PublishLayerVersion', { ...layer, Content: { ZipFile }, CompatibleRuntimes: ['nodejs22.x'] }],
    ['CreateFunction', { ...fn, ...settings(ZipFile) }],
    ['GetFunction', fn],
    ...waitAndChange(ZipFile),
    ['PublishVersion', fn],
    ['ListVersionsByFunction', fn],
    ['CreateAlias', { ...live, FunctionVersion: '1', Description: 'x' }],
    ['UpdateAlias', { ...live, Description: 'y' }],
    ['GetAlias', live],
    ['ListAliases', fn],
    ['Invoke', { ...fn, Payload: '{}', LogType: 'Tail' }],
    ['InvokeAsync', { ...fn, InvokeArgs: Buffer.from('{}') }],
    ['InvokeWithResponseStream', { ...fn, Payload: '{}' }],
    ...access,
    ...configurations,
    ...layers,
    ['ListTags', { Resource }],
    ['TagResource', { Resource, Tags: { a: '1', b: '2' } }],
    ['UntagResource', { Resource, TagKeys: ['a'] }],
    ['GetAccountSettings'],
    ['DeleteAlias', live],
    ['DeleteFunction', fn],
    ['DeleteLayerVersion', layerVersion],
  ];
}

function settings(ZipFile: Buffer): Readonly<Record<string, unknown>> {
  return {
    Role: roleArn,
    Runtime: 'nodejs22.x',
    Handler: 'index.handler',
    Code: { ZipFile },
    Environment: { Variables: { NAME: 'value' } },
    Layers: [`arn:aws:lambda:${region}:${account}:layer:layer:1`],
    LoggingConfig: { LogFormat: 'JSON' },
    Tags: { app: 'tour' },
  };
}

/** The waiter's operation is repeated until what it waits for is there. */
export const active = 'GetFunctionConfiguration';

function waitAndChange(ZipFile: Buffer): readonly Stop[] {
  return [
    [active, fn],
    ['UpdateFunctionCode', { ...fn, ZipFile }],
    [active, fn],
    ['UpdateFunctionConfiguration', { ...fn, Description: 'x', EphemeralStorage: { Size: 1024 } }],
    [active, fn],
    ['ListFunctions', { FunctionVersion: 'ALL' }],
  ];
}

const statement = { ...fn, StatementId: 's', Action: 'lambda:InvokeFunction', Principal: '*' };

const access: readonly Stop[] = [
  ['CreateFunctionUrlConfig', { ...fn, AuthType: 'NONE', Cors: { AllowOrigins: ['*'], MaxAge: 5 } }],
  ['GetFunctionUrlConfig', fn],
  ['ListFunctionUrlConfigs', fn],
  ['UpdateFunctionUrlConfig', { ...fn, AuthType: 'AWS_IAM' }],
  ['DeleteFunctionUrlConfig', fn],
  ['AddPermission', statement],
  ['GetPolicy', fn],
  ['RemovePermission', { ...fn, StatementId: 's' }],
];

const configurations: readonly Stop[] = [
  ['PutFunctionEventInvokeConfig', { ...fn, MaximumRetryAttempts: 1 }],
  ['UpdateFunctionEventInvokeConfig', { ...fn, MaximumEventAgeInSeconds: 60 }],
  ['GetFunctionEventInvokeConfig', fn],
  ['ListFunctionEventInvokeConfigs', fn],
  ['DeleteFunctionEventInvokeConfig', fn],
  ['PutProvisionedConcurrencyConfig', { ...qualified, ProvisionedConcurrentExecutions: 1 }],
  ['GetProvisionedConcurrencyConfig', qualified],
  ['ListProvisionedConcurrencyConfigs', fn],
  ['DeleteProvisionedConcurrencyConfig', qualified],
  ['PutFunctionConcurrency', { ...fn, ReservedConcurrentExecutions: 5 }],
  ['GetFunctionConcurrency', fn],
  ['DeleteFunctionConcurrency', fn],
  ['PutFunctionRecursionConfig', { ...fn, RecursiveLoop: 'Allow' }],
  ['GetFunctionRecursionConfig', fn],
  ['PutRuntimeManagementConfig', { ...fn, UpdateRuntimeOn: 'FunctionUpdate' }],
  ['GetRuntimeManagementConfig', fn],
  ['CreateCodeSigningConfig', { AllowedPublishers: publishers, Description: 'x' }],
  ['UpdateCodeSigningConfig', (earlier) => ({ ...signing(earlier), Description: 'y' })],
  ['GetCodeSigningConfig', signing],
  ['ListCodeSigningConfigs'],
  ['PutFunctionCodeSigningConfig', (earlier) => ({ ...fn, ...signing(earlier) })],
  ['GetFunctionCodeSigningConfig', fn],
  ['ListFunctionsByCodeSigningConfig', signing],
  ['DeleteFunctionCodeSigningConfig', fn],
  ['DeleteCodeSigningConfig', signing],
];

const layers: readonly Stop[] = [
  ['GetLayerVersion', layerVersion],
  ['GetLayerVersionByArn', { Arn: `arn:aws:lambda:${region}:${account}:layer:layer:1` }],
  ['ListLayerVersions', layer],
  ['ListLayers'],
  [
    'AddLayerVersionPermission',
    { ...layerVersion, StatementId: 's', Action: 'lambda:GetLayerVersion', Principal: '*' },
  ],
  ['GetLayerVersionPolicy', layerVersion],
  ['RemoveLayerVersionPermission', { ...layerVersion, StatementId: 's' }],
];
