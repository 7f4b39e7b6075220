import type { RestService, Route } from '../service.ts';
import type { LambdaBackend } from './backend.ts';
import { createAlias, deleteAlias, getAlias, listAliases, updateAlias } from './aliases/aliases.ts';
import {
  deleteFunctionConcurrency,
  getAccountSettings,
  getFunctionConcurrency,
  putFunctionConcurrency,
} from './concurrency/concurrency.ts';
import { createFunction } from './functions/create-function.ts';
import { deleteFunction } from './functions/delete-function.ts';
import { downloadCode } from './functions/download-code.ts';
import { getFunction, getFunctionConfiguration } from './functions/get-function.ts';
import { listFunctions } from './functions/list-functions.ts';
import { updateFunctionCode } from './functions/update-function-code.ts';
import { updateFunctionConfiguration } from './functions/update-function-configuration.ts';
import { invokeOperation } from './invoke/invoke-operation.ts';
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
    operation: downloadCode,
  },
];

const invokeRoute: Route<LambdaBackend> = {
  name: 'Invoke',
  method: 'POST',
  path: `${named}/invocations`,
  payload: 'Payload',
  headers: {
    InvocationType: 'x-amz-invocation-type',
    LogType: 'x-amz-log-type',
    ClientContext: 'x-amz-client-context',
  },
  responsePayload: 'Payload',
  responseStatus: 'StatusCode',
  responseHeaders: {
    FunctionError: 'X-Amz-Function-Error',
    LogResult: 'X-Amz-Log-Result',
    ExecutedVersion: 'X-Amz-Executed-Version',
  },
  operation: invokeOperation,
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
  routes: [...functionRoutes, invokeRoute, ...versionRoutes, ...accessRoutes, ...otherRoutes],
};
