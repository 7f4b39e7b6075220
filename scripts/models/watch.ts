/** Reads along what an endpoint answers SDK clients, and holds each answer against the service's model. */
import { Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import { NormalizedSchema } from '@smithy/core/schema';
import { problemsOfResponse, type Received } from './response.ts';

/** What all answers so far came to. */
export class Answers {
  /** Answers read, and those of them without a problem. */
  total = 0;
  valid = 0;
  /** `lambda GetFunction: $.Configuration.X: is no member …` → in how many answers. */
  readonly problems = new Map<string, number>();
  /** Operations that have succeeded at least once, such as `lambda:GetFunction`. */
  readonly operations = new Set<string>();

  add(service: string, received: Received): void {
    this.total += 1;
    if (received.status < 300) this.operations.add(`${service}:${received.operation}`);
    const problems = problemsOfResponse(received)
      .map((problem) => `${service} ${received.operation}: ${problem}`)
      .filter((problem) => !known.test(problem));
    if (problems.length === 0) this.valid += 1;
    for (const problem of problems) this.problems.set(problem, (this.problems.get(problem) ?? 0) + 1);
  }
}

/** Of a server that is not ours: dynalite answers one member more than DynamoDB. */
const known = /^DynamoDB \w+: \$\.Table(Description)?\.TableThroughputModeSummary: is no member/;

/** What is needed of an SDK's client. */
interface WatchableClient {
  readonly config: { readonly protocol: { getShapeId(): string }; readonly serviceId: string };
  readonly middlewareStack: {
    add(middleware: Middleware, options: { step: 'deserialize'; priority: 'low'; name: string }): void;
  };
}

type Middleware = (
  next: (args: object) => Promise<{ response: unknown }>,
  context: object,
) => (args: object) => Promise<{ response: unknown }>;

interface HttpResponse {
  readonly statusCode: number;
  readonly headers: Record<string, string>;
  body: Readable;
}

/** As the SDK hands it along with a request: name, traits, input and output. */
type OperationSchema = readonly [
  kind: number,
  namespace: string,
  name: string,
  traits: { readonly http?: readonly [method: string, path: string, status: number] } | 0,
  input: unknown,
  output: () => Parameters<typeof NormalizedSchema.of>[0],
];

/** Watches a client. `sdk` is what its package exports: the shapes of the service's errors are among it. */
export function watch(client: object, sdk: Readonly<Record<string, unknown>>, answers: Answers): void {
  const { config, middlewareStack } = client as WatchableClient;
  const errors = errorsOf(sdk);
  const middleware: Middleware = (next, context) => async (args) => {
    const result = await next(args);
    const response = result.response as HttpResponse;
    const body = await buffer(response.body);
    response.body = Readable.from([body]);
    const [, , operation, traits, , output] = operationOf(context);
    answers.add(config.serviceId, {
      protocol: config.protocol.getShapeId(),
      operation,
      expectedStatus: traits === 0 ? undefined : traits.http?.[2],
      output: NormalizedSchema.of(output()),
      errors,
      status: response.statusCode,
      headers: response.headers,
      body,
    });
    return result;
  };
  middlewareStack.add(middleware, { step: 'deserialize', priority: 'low', name: 'models' });
}

function operationOf(context: object): OperationSchema {
  return (context as { __smithy_context: { operationSchema: OperationSchema } }).__smithy_context
    .operationSchema;
}

/** By the code that the wire has: in the query protocol another one than the shape's name. */
function errorsOf(sdk: Readonly<Record<string, unknown>>): ReadonlyMap<string, NormalizedSchema> {
  const shapes = Object.values(sdk).filter((value) => Array.isArray(value) && value[0] === errorShape);
  return new Map(
    shapes.flatMap((shape) => {
      const schema = NormalizedSchema.of(shape as Parameters<typeof NormalizedSchema.of>[0]);
      const { awsQueryError } = schema.getMergedTraits();
      const codes = [
        schema.getName() ?? '',
        ...(Array.isArray(awsQueryError) ? [String(awsQueryError[0])] : []),
      ];
      return codes.map((code) => [code, schema] as const);
    }),
  );
}

/** The SDK's number for the kind of a shape. */
const errorShape = -3;
