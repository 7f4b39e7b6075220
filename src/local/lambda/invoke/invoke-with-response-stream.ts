/** InvokeWithResponseStream: what the function answers, in events, while it answers. */
import type { InvokeWithResponseStreamRequest } from '@aws-sdk/client-lambda';
import { operation, type Call, type Wire } from '../../service.ts';
import { encodeEvent } from '../../wire/event-stream.ts';
import type { LambdaBackend } from '../backend.ts';
import { oneOf, validate } from '../validation.ts';
import { admit } from './invoke.ts';
import { readRequest } from './invoke-operation.ts';
import { stream, type ResponseStream } from './response-stream.ts';

/** The payload is the request's body; the rest comes in headers and query. */
type Input = Omit<Wire<InvokeWithResponseStreamRequest>, 'Payload'> & {
  readonly Payload: Buffer;
  readonly TraceHeader?: string;
};

export const invokeWithResponseStream = operation(
  async (backend: LambdaBackend, { input, caller, requestId, signal }: Call<Input>): Promise<object> => {
    const { InvocationType = 'RequestResponse', LogType } = input;
    validate(
      oneOf('invocationType', InvocationType, ['RequestResponse', 'DryRun']),
      oneOf('logType', LogType, ['None', 'Tail']),
    );
    const { admitted, version } = admit(backend, readRequest(input, caller, signal), requestId);
    if (InvocationType === 'DryRun') return { StatusCode: 204, EventStream: empty() };
    const answer = await stream(backend, admitted, version);
    return {
      StatusCode: 200,
      ExecutedVersion: version.version,
      TraceId: admitted.traceId,
      EventStream: events(answer, LogType === 'Tail'),
    };
  },
);

async function* events({ chunks, ended }: ResponseStream, withLog: boolean): AsyncGenerator<Buffer> {
  for await (const payload of chunks) {
    yield encodeEvent({ type: 'PayloadChunk', contentType: 'application/octet-stream', payload });
  }
  const { functionError, payload, logTail } = await ended;
  const complete = {
    ...(functionError !== undefined && { ErrorCode: functionError, ErrorDetails: payload.toString() }),
    ...(withLog && { LogResult: Buffer.from(logTail).toString('base64') }),
  };
  yield encodeEvent({
    type: 'InvokeComplete',
    contentType: 'application/json',
    payload: Buffer.from(JSON.stringify(complete)),
  });
}

async function* empty(): AsyncGenerator<Buffer> {
  // A dry run answers nothing.
}
