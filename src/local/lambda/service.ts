import type { Operation, RestService, Route } from '../service.ts';
import { lambdaIntents } from './authorization.ts';
import { absent } from './absent.ts';
import type { LambdaBackend } from './backend.ts';
import { createAlias, deleteAlias, getAlias, listAliases, updateAlias } from './aliases/aliases.ts';
import {
  deleteFunctionConcurrency,
  getAccountSettings,
  getFunctionConcurrency,
  putFunctionConcurrency,
} from './concurrency/concurrency.ts';
import {
  createCodeSigningConfig,
  deleteCodeSigningConfig,
  getCodeSigningConfig,
  listCodeSigningConfigs,
  listFunctionsByCodeSigningConfig,
  updateCodeSigningConfig,
} from './code-signing/code-signing-configs.ts';
import {
  deleteFunctionCodeSigningConfig,
  getFunctionCodeSigningConfig,
  putFunctionCodeSigningConfig,
} from './code-signing/function-code-signing.ts';
import {
  deleteProvisionedConcurrencyConfig,
  getProvisionedConcurrencyConfig,
  listProvisionedConcurrencyConfigs,
  putProvisionedConcurrencyConfig,
} from './concurrency/provisioned.ts';
import {
  deleteFunctionEventInvokeConfig,
  getFunctionEventInvokeConfig,
  listFunctionEventInvokeConfigs,
  putFunctionEventInvokeConfig,
  updateFunctionEventInvokeConfig,
} from './events/event-invoke-configs.ts';
import { createFunction } from './functions/create-function.ts';
import { deleteFunction } from './functions/delete-function.ts';
import { downloadCode } from './functions/download-code.ts';
import { getFunction, getFunctionConfiguration } from './functions/get-function.ts';
import { listFunctions } from './functions/list-functions.ts';
import { getFunctionRecursionConfig, putFunctionRecursionConfig } from './functions/recursion-config.ts';
import { getRuntimeManagementConfig, putRuntimeManagementConfig } from './functions/runtime-management.ts';
import { updateFunctionCode } from './functions/update-function-code.ts';
import { updateFunctionConfiguration } from './functions/update-function-configuration.ts';
import { invokeAsync } from './invoke/invoke-async.ts';
import { invokeOperation } from './invoke/invoke-operation.ts';
import { invokeWithResponseStream } from './invoke/invoke-with-response-stream.ts';
import {
  deleteLayerVersion,
  getLayerVersion,
  getLayerVersionByArn,
  listLayers,
  listLayerVersions,
  publishLayerVersion,
} from './layers/layer-versions.ts';
import {
  addLayerVersionPermission,
  getLayerVersionPolicy,
  removeLayerVersionPermission,
} from './layers/permissions.ts';
import { addPermission, getPolicy, removePermission } from './permissions/permissions.ts';
import { listTags, tagResource, untagResource } from './tags/tags.ts';
import {
  createFunctionUrlConfig,
  deleteFunctionUrlConfig,
  getFunctionUrlConfig,
  listFunctionUrlConfigs,
  updateFunctionUrlConfig,
} from './urls/url-configs.ts';
import { listVersionsByFunction } from './versions/list-versions-by-function.ts';
import { publishVersion } from './versions/publish-version.ts';

const functions = '/2015-03-31/functions';
const named = `${functions}/{FunctionName}`;

const aliases = `${named}/aliases`;
const policy = `${named}/policy`;
const concurrency = '/2017-10-31/functions/{FunctionName}/concurrency';
const url = '/2021-10-31/functions/{FunctionName}/url';
const tags = '/2017-03-31/tags/{Resource}';
const eventConfig = '/2019-09-25/functions/{FunctionName}/event-invoke-config';
const provisioned = '/2019-09-30/functions/{FunctionName}/provisioned-concurrency';
const recursion = '/2024-08-31/functions/{FunctionName}/recursion-config';
const runtimeUpdates = '/2021-07-20/functions/{FunctionName}/runtime-management-config';
const signing = '/2020-04-22/code-signing-configs';
const signed = `${signing}/{CodeSigningConfigArn}`;
const functionSigning = '/2020-06-30/functions/{FunctionName}/code-signing-config';
const layers = '/2018-10-31/layers';
const layerVersions = `${layers}/{LayerName}/versions`;
const layerVersion = `${layerVersions}/{VersionNumber}`;
const layerPolicy = `${layerVersion}/policy`;

const functionRoutes: readonly Route<LambdaBackend>[] = [
  { name: 'CreateFunction', method: 'POST', path: functions, status: 201, operation: createFunction },
  { name: 'DeleteFunction', method: 'DELETE', path: named, status: 204, operation: deleteFunction },
  { name: 'GetFunction', method: 'GET', path: named, operation: getFunction },
  {
    name: 'GetFunctionConfiguration',
    method: 'GET',
    path: `${named}/configuration`,
    operation: getFunctionConfiguration,
  },
  { name: 'ListFunctions', method: 'GET', path: functions, operation: listFunctions },
  { name: 'UpdateFunctionCode', method: 'PUT', path: `${named}/code`, operation: updateFunctionCode },
  {
    name: 'UpdateFunctionConfiguration',
    method: 'PUT',
    path: `${named}/configuration`,
    operation: updateFunctionConfiguration,
  },
  {
    name: 'download',
    method: 'GET',
    path: '/snapshots/{Sha256}',
    responsePayload: 'Zip',
    isOpen: true,
    operation: downloadCode,
  },
];

const invokeHeaders = {
  InvocationType: 'x-amz-invocation-type',
  LogType: 'x-amz-log-type',
  ClientContext: 'x-amz-client-context',
  TraceHeader: 'x-amzn-trace-id',
};

const invokeRoute: Route<LambdaBackend> = {
  name: 'Invoke',
  method: 'POST',
  path: `${named}/invocations`,
  payload: 'Payload',
  headers: invokeHeaders,
  responsePayload: 'Payload',
  responseStatus: 'StatusCode',
  responseHeaders: {
    FunctionError: 'X-Amz-Function-Error',
    LogResult: 'X-Amz-Log-Result',
    ExecutedVersion: 'X-Amz-Executed-Version',
    TraceId: 'X-Amzn-Trace-Id',
  },
  operation: invokeOperation,
};

const asyncRoute: Route<LambdaBackend> = {
  name: 'InvokeAsync',
  method: 'POST',
  path: '/2014-11-13/functions/{FunctionName}/invoke-async',
  payload: 'InvokeArgs',
  responseStatus: 'Status',
  operation: invokeAsync,
};

const streamRoute: Route<LambdaBackend> = {
  name: 'InvokeWithResponseStream',
  method: 'POST',
  path: '/2021-11-15/functions/{FunctionName}/response-streaming-invocations',
  payload: 'Payload',
  headers: invokeHeaders,
  responseStream: 'EventStream',
  responseStatus: 'StatusCode',
  responseHeaders: { ExecutedVersion: 'X-Amz-Executed-Version', TraceId: 'X-Amzn-Trace-Id' },
  operation: invokeWithResponseStream,
};

const versionRoutes: readonly Route<LambdaBackend>[] = [
  {
    name: 'ListVersionsByFunction',
    method: 'GET',
    path: `${named}/versions`,
    operation: listVersionsByFunction,
  },
  {
    name: 'PublishVersion',
    method: 'POST',
    path: `${named}/versions`,
    status: 201,
    operation: publishVersion,
  },
  { name: 'CreateAlias', method: 'POST', path: aliases, status: 201, operation: createAlias },
  { name: 'DeleteAlias', method: 'DELETE', path: `${aliases}/{Name}`, status: 204, operation: deleteAlias },
  { name: 'GetAlias', method: 'GET', path: `${aliases}/{Name}`, operation: getAlias },
  { name: 'ListAliases', method: 'GET', path: aliases, operation: listAliases },
  { name: 'UpdateAlias', method: 'PUT', path: `${aliases}/{Name}`, operation: updateAlias },
];

const accessRoutes: readonly Route<LambdaBackend>[] = [
  { name: 'AddPermission', method: 'POST', path: policy, status: 201, operation: addPermission },
  { name: 'GetPolicy', method: 'GET', path: policy, operation: getPolicy },
  {
    name: 'RemovePermission',
    method: 'DELETE',
    path: `${policy}/{StatementId}`,
    status: 204,
    operation: removePermission,
  },
  {
    name: 'CreateFunctionUrlConfig',
    method: 'POST',
    path: url,
    status: 201,
    operation: createFunctionUrlConfig,
  },
  {
    name: 'DeleteFunctionUrlConfig',
    method: 'DELETE',
    path: url,
    status: 204,
    operation: deleteFunctionUrlConfig,
  },
  { name: 'GetFunctionUrlConfig', method: 'GET', path: url, operation: getFunctionUrlConfig },
  { name: 'ListFunctionUrlConfigs', method: 'GET', path: `${url}s`, operation: listFunctionUrlConfigs },
  { name: 'UpdateFunctionUrlConfig', method: 'PUT', path: url, operation: updateFunctionUrlConfig },
];

function put(name: string, path: string, operation: Operation<LambdaBackend>): Route<LambdaBackend> {
  return { name, method: 'PUT', path, operation };
}

function get(name: string, path: string, operation: Operation<LambdaBackend>): Route<LambdaBackend> {
  return { name, method: 'GET', path, operation };
}

function remove(name: string, path: string, operation: Operation<LambdaBackend>): Route<LambdaBackend> {
  return { name, method: 'DELETE', path, status: 204, operation };
}

const configRoutes: readonly Route<LambdaBackend>[] = [
  put('PutFunctionEventInvokeConfig', eventConfig, putFunctionEventInvokeConfig),
  {
    name: 'UpdateFunctionEventInvokeConfig',
    method: 'POST',
    path: eventConfig,
    operation: updateFunctionEventInvokeConfig,
  },
  get('GetFunctionEventInvokeConfig', eventConfig, getFunctionEventInvokeConfig),
  remove('DeleteFunctionEventInvokeConfig', eventConfig, deleteFunctionEventInvokeConfig),
  get('ListFunctionEventInvokeConfigs', `${eventConfig}/list`, listFunctionEventInvokeConfigs),
  {
    ...put('PutProvisionedConcurrencyConfig', provisioned, putProvisionedConcurrencyConfig),
    status: 202,
  },
  {
    ...get('ListProvisionedConcurrencyConfigs', provisioned, listProvisionedConcurrencyConfigs),
    query: { List: 'ALL' },
  },
  get('GetProvisionedConcurrencyConfig', provisioned, getProvisionedConcurrencyConfig),
  remove('DeleteProvisionedConcurrencyConfig', provisioned, deleteProvisionedConcurrencyConfig),
  put('PutFunctionRecursionConfig', recursion, putFunctionRecursionConfig),
  get('GetFunctionRecursionConfig', recursion, getFunctionRecursionConfig),
  put('PutRuntimeManagementConfig', runtimeUpdates, putRuntimeManagementConfig),
  get('GetRuntimeManagementConfig', runtimeUpdates, getRuntimeManagementConfig),
];

const signingRoutes: readonly Route<LambdaBackend>[] = [
  {
    name: 'CreateCodeSigningConfig',
    method: 'POST',
    path: signing,
    status: 201,
    operation: createCodeSigningConfig,
  },
  get('ListCodeSigningConfigs', signing, listCodeSigningConfigs),
  put('UpdateCodeSigningConfig', signed, updateCodeSigningConfig),
  get('GetCodeSigningConfig', signed, getCodeSigningConfig),
  remove('DeleteCodeSigningConfig', signed, deleteCodeSigningConfig),
  get('ListFunctionsByCodeSigningConfig', `${signed}/functions`, listFunctionsByCodeSigningConfig),
  put('PutFunctionCodeSigningConfig', functionSigning, putFunctionCodeSigningConfig),
  get('GetFunctionCodeSigningConfig', functionSigning, getFunctionCodeSigningConfig),
  remove('DeleteFunctionCodeSigningConfig', functionSigning, deleteFunctionCodeSigningConfig),
];

const layerRoutes: readonly Route<LambdaBackend>[] = [
  {
    name: 'PublishLayerVersion',
    method: 'POST',
    path: layerVersions,
    status: 201,
    operation: publishLayerVersion,
  },
  get('ListLayerVersions', layerVersions, listLayerVersions),
  { ...get('GetLayerVersionByArn', layers, getLayerVersionByArn), query: { find: 'LayerVersion' } },
  get('ListLayers', layers, listLayers),
  get('GetLayerVersion', layerVersion, getLayerVersion),
  remove('DeleteLayerVersion', layerVersion, deleteLayerVersion),
  {
    name: 'AddLayerVersionPermission',
    method: 'POST',
    path: layerPolicy,
    status: 201,
    operation: addLayerVersionPermission,
  },
  get('GetLayerVersionPolicy', layerPolicy, getLayerVersionPolicy),
  remove('RemoveLayerVersionPermission', `${layerPolicy}/{StatementId}`, removeLayerVersionPermission),
];

const otherRoutes: readonly Route<LambdaBackend>[] = [
  { name: 'ListTags', method: 'GET', path: tags, operation: listTags },
  { name: 'TagResource', method: 'POST', path: tags, status: 204, operation: tagResource },
  { name: 'UntagResource', method: 'DELETE', path: tags, status: 204, operation: untagResource },
  {
    name: 'DeleteFunctionConcurrency',
    method: 'DELETE',
    path: concurrency,
    status: 204,
    operation: deleteFunctionConcurrency,
  },
  {
    name: 'GetFunctionConcurrency',
    method: 'GET',
    path: '/2019-09-30/functions/{FunctionName}/concurrency',
    operation: getFunctionConcurrency,
  },
  { name: 'PutFunctionConcurrency', method: 'PUT', path: concurrency, operation: putFunctionConcurrency },
  {
    name: 'GetAccountSettings',
    method: 'GET',
    path: '/2016-08-19/account-settings',
    operation: getAccountSettings,
  },
];

export const lambdaService: RestService<LambdaBackend> = {
  signingName: 'lambda',
  protocol: 'rest',
  routes: [
    ...functionRoutes,
    invokeRoute,
    asyncRoute,
    streamRoute,
    ...versionRoutes,
    ...accessRoutes,
    ...configRoutes,
    ...signingRoutes,
    ...layerRoutes,
    ...otherRoutes,
  ],
  absent,
  intents: lambdaIntents,
};
