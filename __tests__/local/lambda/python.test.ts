import { describe, expect, it } from '@jest/globals';
import { account } from '../support.ts';
import { createFunction, invoke, startLambda } from './support.ts';

/** One function, many behaviours: `case` picks one. */
const source = `import json, logging, os, sys
logging.getLogger().setLevel(logging.INFO)
counter = 0

class CustomError(Exception):
    pass

def handler(event, context):
    global counter
    counter += 1
    return globals()[event.get("case", "echo")](event, context)

def echo(event, context):
    return event

def count(event, context):
    return counter

def fail(event, context):
    raise ValueError("boom")

def fail_silently(event, context):
    raise CustomError()

def fail_with_path(event, context):
    raise OSError(__file__)

def leave(event, context):
    sys.exit(event.get("code", 0))

def abort(event, context):
    os.kill(os.getpid(), 9)

def special(event, context):
    return {1}

def large(event, context):
    return "x" * (6 * 1024 * 1024 + 200)

def prints(event, context):
    print("one")
    print("two", file=sys.stderr)
    logging.info("three\\nfour")
    print("five", end="")

def describes(event, context):
    return {"request": context.aws_request_id, "arn": context.invoked_function_arn, "name": context.function_name,
            "version": context.function_version, "memory": context.memory_limit_in_mb,
            "left": 0 < context.get_remaining_time_in_millis() <= 3000, "group": context.log_group_name,
            "custom": context.client_context and context.client_context.custom}

def sync_host(event, context):
    import socket
    return socket.getaddrinfo("sync-127.0.0.1", 80)[0][4][0]

def last_path(event, context):
    return os.path.basename(sys.path[-1])
`;

describe('a Python function', () => {
  it('answers, fails and ends as it does in AWS', async () => {
    const clients = await startLambda();
    await createFunction(clients, { files: { 'handler.py': source } });
    const uuid = expect.stringMatching(/^[0-9a-f-]{36}$/);
    const frame = (line: number, name: string, text: string): string =>
      `  File "/var/task/handler.py", line ${line}, in ${name}\n    ${text}\n`;
    const dispatch = frame(11, 'handler', 'return globals()[event.get("case", "echo")](event, context)');
    const ended = (reason: string): object => ({
      errorType: 'Runtime.ExitError',
      errorMessage: expect.stringMatching(new RegExp(`^RequestId: [0-9a-f-]{36} Error: ${reason}$`)),
    });
    const rows: [why: string, event: object, error: string | undefined, payload: unknown][] = [
      ['the result is what the handler returned', { a: [1, 'ü'] }, undefined, { a: [1, 'ü'] }],
      [
        'an exception carries its trace with the paths of AWS',
        { case: 'fail' },
        'Unhandled',
        {
          errorMessage: 'boom',
          errorType: 'ValueError',
          requestId: uuid,
          stackTrace: [dispatch, frame(20, 'fail', 'raise ValueError("boom")')],
        },
      ],
      [
        'an empty message stays',
        { case: 'fail_silently' },
        'Unhandled',
        expect.objectContaining({ errorMessage: '', errorType: 'CustomError' }),
      ],
      [
        'no path of this machine is in a message',
        { case: 'fail_with_path' },
        'Unhandled',
        expect.objectContaining({ errorMessage: '/var/task/handler.py' }),
      ],
      [
        'a result that JSON does not know',
        { case: 'special' },
        'Unhandled',
        {
          errorMessage: 'Unable to marshal response: Object of type set is not JSON serializable',
          errorType: 'Runtime.MarshalError',
          requestId: uuid,
          stackTrace: [],
        },
      ],
      [
        'a result over 6 MB',
        { case: 'large' },
        'Unhandled',
        {
          errorType: 'Function.ResponseSizeTooLarge',
          errorMessage: 'Response payload size exceeded maximum allowed payload size (6291556 bytes).',
        },
      ],
      ['the host of synchronous executions is at home', { case: 'sync_host' }, undefined, '127.0.0.1'],
      ['boto3 is looked for where it was linked, last of all', { case: 'last_path' }, undefined, 'python'],
      [
        'the process ends without an error',
        { case: 'leave' },
        'Unhandled',
        ended('Runtime exited without providing a reason'),
      ],
      [
        'the process ends with a status',
        { case: 'leave', code: 3 },
        'Unhandled',
        ended('Runtime exited with error: exit status 3'),
      ],
      [
        'the process is killed',
        { case: 'abort' },
        'Unhandled',
        ended('Runtime exited with error: signal: killed'),
      ],
      ['after that a new process serves', { case: 'count' }, undefined, 1],
      ['and is used again', { case: 'count' }, undefined, 2],
    ];
    for (const [why, event, error, payload] of rows) {
      const { error: gotError, payload: got } = await invoke(clients.lambda, 'fn', event);
      expect({ why, error: gotError, payload: got }).toEqual({ why, error, payload });
    }
  });

  it('sees its context', async () => {
    const clients = await startLambda();
    await createFunction(clients, { FunctionName: 'seen', files: { 'handler.py': source } });
    const ClientContext = Buffer.from('{"custom":{"a":1}}').toString('base64');
    const { payload } = await invoke(clients.lambda, 'seen', { case: 'describes' }, { ClientContext });
    expect(payload).toEqual({
      request: expect.stringMatching(/^[0-9a-f-]{36}$/),
      arn: `arn:aws:lambda:us-east-1:${account}:function:seen`,
      name: 'seen',
      version: '$LATEST',
      memory: '128',
      left: true,
      group: '/aws/lambda/seen',
      custom: { a: 1 },
    });
  });

  it('logs what it prints, in order, between START and REPORT', async () => {
    const clients = await startLambda();
    await createFunction(clients, { files: { 'handler.py': source } });
    await invoke(clients.lambda, 'fn');
    const { log } = await invoke(clients.lambda, 'fn', { case: 'prints' });
    const id = '[0-9a-f-]{36}';
    const lines = [
      `START RequestId: ${id} Version: \\$LATEST`,
      'one',
      'two',
      `\\[INFO\\]\t[0-9T:.-]+Z\t${id}\tthree`,
      'four',
      'five',
      `END RequestId: ${id}`,
      `REPORT RequestId: ${id}\tDuration: [0-9.]+ ms\tBilled Duration: \\d+ ms\tMemory Size: 128 MB(\tMax Memory Used: \\d+ MB)?\t`,
    ];
    expect(log).toMatch(new RegExp(`^${lines.join('\n')}\n$`));
  });
});

describe('a Python function that cannot be loaded', () => {
  const rows: [why: string, handler: string, files: Record<string, string>, document: object][] = [
    [
      'its module is not there',
      'nowhere.handler',
      { 'handler.py': '' },
      {
        errorType: 'Runtime.ImportModuleError',
        errorMessage: "Unable to import module 'nowhere': No module named 'nowhere'",
        stackTrace: [],
      },
    ],
    [
      'its module imports what is not there',
      'handler.handler',
      { 'handler.py': 'import nowhere' },
      {
        errorType: 'Runtime.ImportModuleError',
        errorMessage: "Unable to import module 'handler': No module named 'nowhere'",
        stackTrace: [],
      },
    ],
    [
      'its module imports what Lambda has and this machine may lack',
      'handler.handler',
      { 'handler.py': `raise ModuleNotFoundError("No module named 'boto3'", name="boto3")` },
      {
        errorType: 'Runtime.ImportModuleError',
        errorMessage: expect.stringMatching(
          /: No module named 'boto3'\nLambda's runtime .* pip install boto3$/,
        ),
        stackTrace: [],
      },
    ],
    [
      'the function is not there',
      'handler.handler',
      { 'handler.py': '' },
      {
        errorType: 'Runtime.HandlerNotFound',
        errorMessage: "Handler 'handler' missing on module 'handler'",
        stackTrace: [],
      },
    ],
    [
      'it is no Python',
      'handler.handler',
      { 'handler.py': 'x = 1\ndef handler(:\n  pass\n' },
      {
        errorType: 'Runtime.UserCodeSyntaxError',
        errorMessage: "Syntax error in module 'handler': invalid syntax (handler.py, line 2)",
        stackTrace: ['  File "/var/task/handler.py" Line 2\n    def handler(:\n'],
      },
    ],
    [
      'it raises while it is imported',
      'handler.handler',
      { 'handler.py': 'raise KeyError("k")' },
      {
        errorType: 'KeyError',
        errorMessage: "'k'",
        stackTrace: ['  File "/var/task/handler.py", line 1, in <module>\n    raise KeyError("k")\n'],
      },
    ],
    [
      'the handler has no dot',
      'handler',
      { 'handler.py': '' },
      {
        errorType: 'Runtime.MalformedHandlerName',
        errorMessage: "Bad handler 'handler': not enough values to unpack (expected 2, got 1)",
        stackTrace: [],
      },
    ],
  ];

  it.each(rows)('because %s', async (_why, Handler, files, document) => {
    const clients = await startLambda();
    await createFunction(clients, { Handler, files });
    const { error, payload } = await invoke(clients.lambda, 'fn');
    expect({ error, payload }).toEqual({ error: 'Unhandled', payload: { requestId: '', ...document } });
  });
});
