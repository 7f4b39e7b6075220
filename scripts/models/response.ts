/** What is wrong with an answer as it came over the wire, by the model of the operation that was called. */
import type { NormalizedSchema } from '@smithy/core/schema';
import { problemsOf } from './shape.ts';
import { child, parseXml, valueOf } from './xml.ts';

export interface Received {
  /** Such as `aws.protocols#restJson1`. */
  readonly protocol: string;
  readonly operation: string;
  /** The HTTP status of success, where the protocol has a say in it. */
  readonly expectedStatus: number | undefined;
  /** Of the operation's output. */
  readonly output: NormalizedSchema;
  /** The service's errors, by name. */
  readonly errors: ReadonlyMap<string, NormalizedSchema>;
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Buffer;
}

/** What every service may refuse a request with, whether its model has it or not [Common error types, API references]. */
const commonErrors = new Set([
  'AccessDenied',
  'AccessDeniedException',
  'ExpiredTokenException',
  'InternalFailure',
  'InvalidClientTokenId',
  'MissingParameter',
  'NotImplemented',
  'RequestEntityTooLargeException',
  'SerializationException',
  'ThrottlingException',
  'UnrecognizedClientException',
  'ValidationError',
  'ValidationException',
]);

/** None: the answer is one that the model has. */
export function problemsOfResponse(received: Received): readonly string[] {
  try {
    return received.status < 300 ? success(received) : refusal(received);
  } catch (thrown) {
    return [`the body cannot be read: ${String(thrown)}`];
  }
}

function success(received: Received): readonly string[] {
  const { output, headers } = received;
  const bound = [...output.structIterator()].map(([name, member]) => ({ name, member, ...binding(member) }));
  const inHeaders = bound.flatMap(({ header, member, name }) => {
    const value = header === undefined ? undefined : headers[header];
    return value === undefined ? [] : problemsOf(member, value, 'text', `header ${name}`);
  });
  const payload = bound.find(({ isPayload }) => isPayload);
  const inBody = payload ? payloadProblems(received, payload.member) : bodyProblems(received);
  return [...statusProblems(received, bound), ...inHeaders, ...inBody];
}

interface Binding {
  readonly header: string | undefined;
  readonly isPayload: boolean;
  readonly isStatus: boolean;
}

/** Where else than in the body a member of the output travels. */
function binding(member: NormalizedSchema): Binding {
  const { httpHeader, httpPayload, httpResponseCode } = member.getMergedTraits();
  return {
    header: httpHeader?.toLowerCase(),
    isPayload: httpPayload === 1,
    isStatus: httpResponseCode === 1,
  };
}

function statusProblems({ expectedStatus, status }: Received, bound: readonly Binding[]): readonly string[] {
  const isFree = expectedStatus === undefined || bound.some(({ isStatus }) => isStatus);
  return isFree || status === expectedStatus
    ? []
    : [`the status is ${status}, in the model ${expectedStatus}`];
}

/** Raw bytes and streams of events are whatever they are. */
function payloadProblems(received: Received, member: NormalizedSchema): readonly string[] {
  const isDocument = member.isStructSchema() && !member.isStreaming();
  return isDocument ? bodyProblems({ ...received, output: member }) : [];
}

function bodyProblems(received: Received): readonly string[] {
  const { output, protocol, body } = received;
  if (isQuery(protocol)) return queryProblems(received);
  const text = body.toString();
  if (output.isUnitSchema())
    return ['', '{}'].includes(text) ? [] : ['there is a body, and no output in the model'];
  if (text === '') return problemsOf(output, {}, 'json');
  return isXml(protocol)
    ? problemsOf(output, valueOf(parseXml(text), output), 'text')
    : problemsOf(output, JSON.parse(text), 'json');
}

/** `<OperationResponse><OperationResult>…</OperationResult><ResponseMetadata/></OperationResponse>` */
function queryProblems({ operation, output, body }: Received): readonly string[] {
  const root = parseXml(body.toString());
  if (root.name !== `${operation}Response`) return [`the document is a ${root.name}`];
  const result = child(root, `${operation}Result`);
  if (output.isUnitSchema()) return result ? ['there is a result, and no output in the model'] : [];
  if (!result) return ['the result is missing'];
  return problemsOf(output, valueOf(result, output), 'text');
}

function refusal(received: Received): readonly string[] {
  const { status, errors, protocol } = received;
  const { code, members } = isQuery(protocol) || isXml(protocol) ? xmlError(received) : jsonError(received);
  const schema = errors.get(code);
  if (!schema) return commonErrors.has(code) ? [] : [`${code} is no error of the service`];
  const expected = protocol.includes('Json1_') ? status : (modelledStatus(schema) ?? status);
  return [
    ...(expected === status ? [] : [`${code} has the status ${status}, in the model ${expected}`]),
    ...problemsOf(schema, members, 'json'),
  ];
}

/** In the protocols that tell errors apart by it. */
function modelledStatus(schema: NormalizedSchema): number | undefined {
  const { httpError, awsQueryError } = schema.getMergedTraits();
  const status: unknown = Array.isArray(awsQueryError) ? awsQueryError[1] : httpError;
  return typeof status === 'number' ? status : undefined;
}

interface Refusal {
  readonly code: string;
  /** Without the message, whose name services write as they like. */
  readonly members: object;
}

function jsonError({ headers, body }: Received): Refusal {
  const { __type: type, ...told } = JSON.parse(body.toString()) as Readonly<Record<string, unknown>>;
  const { message: _message, Message: _Message, ...members } = told;
  const code = (headers['x-amzn-errortype'] ?? String(type)).replace(/^.*#|:.*$/g, '');
  return { code, members };
}

function xmlError({ body }: Received): Refusal {
  const root = parseXml(body.toString());
  const error = root.name === 'Error' ? root : child(root, 'Error');
  return { code: (error && child(error, 'Code')?.text) ?? '', members: {} };
}

function isQuery(protocol: string): boolean {
  return protocol.endsWith('Query');
}

function isXml(protocol: string): boolean {
  return protocol.endsWith('restXml');
}
