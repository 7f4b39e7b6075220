/** Lambda: a function named directly as Resource, and `lambda:invoke`. */
import { randomUUID } from 'node:crypto';
import { isObject, type Json, type JsonObject } from '../../../json.ts';
import { TaskFailure } from '../../asl/index.ts';
import type { InvokeRequest, InvokeResult } from '../../cloud.ts';
import { AwsError } from '../../errors.ts';
import { httpMetadata } from './http-metadata.ts';
import { invalidParameters, requestAndAnswer, type Integration, type Task } from './integration.ts';

/** `Resource: arn:aws:lambda:…`: the input is the payload, the result is what the function returns. */
export const callFunction: Integration = async (task) => {
  const { call, facts } = task;
  facts.scheduled();
  facts.started();
  const { payload, functionError } = await invoke(task, {
    functionName: call.resource.arn,
    payload: toPayload(call.arguments),
  });
  if (functionError) throw functionFailure(payload, payload.toString());
  return fromPayload(payload);
};

/** `arn:aws:states:::lambda:invoke`: the result is the Invoke API's response. */
export const invokeFunction: Integration = async (task) => {
  const parameters = readParameters(task.call.arguments);
  return requestAndAnswer(task, async () => {
    const result = await invoke(task, parameters.request);
    const { payload, functionError } = result;
    if (functionError) throw functionFailure(payload, JSON.stringify(fromPayload(payload)));
    return responseOf(result, parameters, task.backend.clock.now());
  });
};

type Request = Pick<InvokeRequest, 'functionName' | 'payload'> &
  Partial<Pick<InvokeRequest, 'qualifier' | 'type' | 'clientContext'>>;

interface Parameters {
  readonly request: Request;
  readonly withLog: boolean;
}

/** Throws InvalidTask for parameters that the integration does not take. */
function readParameters(parameters: Json): Parameters {
  const { FunctionName, Payload, InvocationType, Qualifier, ClientContext, LogType } = isObject(parameters)
    ? parameters
    : {};
  if (typeof FunctionName !== 'string') {
    throw invalidParameters(parameters, "The field 'FunctionName' is required but was missing");
  }
  return {
    request: {
      functionName: FunctionName,
      payload: readPayload(Payload),
      type: readInvocationType(InvocationType),
      ...(typeof Qualifier === 'string' && { qualifier: Qualifier }),
      ...(typeof ClientContext === 'string' && { clientContext: ClientContext }),
    },
    withLog: LogType === 'Tail',
  };
}

/** A text goes out as it is, for JSON in itself; null is as good as nothing (recorded). */
function readPayload(payload: Json | undefined): Buffer {
  if (payload === undefined || payload === null) return Buffer.alloc(0);
  return typeof payload === 'string' ? Buffer.from(payload) : toPayload(payload);
}

function readInvocationType(type: Json | undefined): InvokeRequest['type'] {
  return type === 'Event' || type === 'DryRun' ? type : 'RequestResponse';
}

/** Invokes as the execution's role. Throws TaskFailure for what Lambda refuses and for what the function throws. */
async function invoke({ backend, home, signal, session }: Task, request: Request): Promise<InvokeResult> {
  const acting = session();
  try {
    const result = await backend.cloud.lambda.invoke({
      type: 'RequestResponse',
      ...request,
      account: acting.account,
      region: home.region,
      principal: { kind: 'session', session: acting },
      signal,
    });
    return result;
  } catch (thrown) {
    throw thrown instanceof AwsError ? refusal(thrown) : thrown;
  }
}

const undetermined = 'The cause could not be determined because Lambda did not return an error type.';

/**
 * The handler's own error: its type is the error's name, its document the cause. A function named directly has the
 * document as the runtime wrote it; the service integration writes it anew (recorded).
 */
function functionFailure(payload: Buffer, cause: string): TaskFailure {
  const document = fromPayload(payload);
  const errorType = isObject(document) ? document.errorType : undefined;
  if (typeof errorType === 'string') return new TaskFailure(errorType, cause);
  return new TaskFailure('Lambda.Unknown', `${undetermined} Returned payload: ${cause}`);
}

/**
 * What Lambda itself answers. A denial is Lambda.AWSLambdaException, as no SDK class stands for it; the sentence in
 * brackets is that of the SDK behind the integration (recorded 2025-11).
 */
function refusal({ code, message, status }: AwsError): TaskFailure {
  const name = code === 'AccessDeniedException' ? 'AWSLambdaException' : code;
  const details = `Service: AWSLambda; Status Code: ${status}; Error Code: ${code}; Request ID: ${randomUUID()}; Proxy: null`;
  return new TaskFailure(`Lambda.${name}`, `${message} (${details})`);
}

function responseOf(
  { payload, statusCode, executedVersion, requestId, traceId, logTail }: InvokeResult,
  { withLog }: Parameters,
  now: number,
): JsonObject {
  const answered = statusCode === 200;
  const headers: Record<string, string> = {
    ...(answered && { 'X-Amz-Executed-Version': executedVersion }),
    'x-amzn-Remapped-Content-Length': '0',
    Connection: 'keep-alive',
    'x-amzn-RequestId': requestId,
    'Content-Length': String(payload.length),
    Date: new Date(now).toUTCString(),
    'X-Amzn-Trace-Id': traceId,
    'Content-Type': 'application/json',
  };
  return {
    ...(answered && { ExecutedVersion: executedVersion }),
    ...(withLog && { LogResult: Buffer.from(logTail).toString('base64') }),
    ...(payload.length > 0 && { Payload: fromPayload(payload) }),
    ...httpMetadata(requestId, headers),
    StatusCode: statusCode,
  };
}

function toPayload(value: Json): Buffer {
  return Buffer.from(JSON.stringify(value));
}

/** A function may answer something that is no JSON: then it is a text. */
function fromPayload(payload: Buffer): Json {
  const text = payload.toString();
  try {
    return JSON.parse(text) as Json;
  } catch {
    return text;
  }
}
