import type { RestService } from '../service.ts';
import type { LambdaBackend } from './backend.ts';
import { createFunction } from './functions/create-function.ts';
import { deleteFunction } from './functions/delete-function.ts';
import { downloadCode } from './functions/download-code.ts';
import { getFunction, getFunctionConfiguration } from './functions/get-function.ts';
import { listFunctions } from './functions/list-functions.ts';
import { updateFunctionCode } from './functions/update-function-code.ts';
import { updateFunctionConfiguration } from './functions/update-function-configuration.ts';
import { invokeOperation } from './invoke/invoke-operation.ts';
import { listVersionsByFunction } from './versions/list-versions-by-function.ts';
import { publishVersion } from './versions/publish-version.ts';

const functions = '/2015-03-31/functions';
const named = `${functions}/{FunctionName}`;

export const lambdaService: RestService<LambdaBackend> = {
  signingName: 'lambda',
  protocol: 'rest',
  routes: [
    { name: 'CreateFunction', method: 'POST', path: functions, status: 201, operation: createFunction },
    { name: 'DeleteFunction', method: 'DELETE', path: named, status: 204, operation: deleteFunction },
    { name: 'GetFunction', method: 'GET', path: named, operation: getFunction },
    {
      name: 'GetFunctionConfiguration',
      method: 'GET',
      path: `${named}/configuration`,
      operation: getFunctionConfiguration,
    },
    {
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
    },
    { name: 'ListFunctions', method: 'GET', path: functions, operation: listFunctions },
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
  ],
};
