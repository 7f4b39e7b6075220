/** Sources of functions: of their own, doing what the recorded ones did. */
import type { JsonObject } from '../../src/json.ts';

/** Functions by what they do; wording and line numbers are part of what is recorded. */
export const behaviours: Readonly<Record<string, string>> = {
  'echo-input': 'def handler(event, context):\n    return event\n',
  'const-object': 'def handler(event, context):\n    return {"Return": "HelloWorld"}\n',
  'raise-exception': 'def handler(event, context):\n    raise Exception("Some exception was raised.")\n',
  'raise-custom-exception': `class CustomException(Exception):
    message: str

    def __init__(self):
        self.message = "CustomException message"


def handler(event, context):
    raise CustomException()
`,
  'return-bytes': 'def handler(event, context):\n    return b\'"HelloWorld!"\'\n',
  'large-output': 'def handler(event, context):\n    return b"a" * (257 * 1024)\n',
  'sleep-60': 'import time\n\n\ndef handler(event, context):\n    time.sleep(60)\n    return event\n',
};

const echo = 'def handler(event, context):\n    return event\n';

/** Fails where the event says so; what failed was recorded with its line, 55. */
const integration = `import logging

logger = logging.getLogger()
logger.setLevel(logging.INFO)


def handler(event, context):
    print("Lambda log message - print function")
    logger.info("Lambda log message - logging module")
    if "raise_error" not in event:
        return event
${'\n'.repeat(43)}    raise Exception("Test exception (this is intentional)")
`;

/** By the recorded file's name. */
const files: Readonly<Record<string, string>> = {
  'lambda_echo.py': echo,
  'lambda_echofail.py':
    'import json\n\n\n\ndef handler(event, context):\n    print(json.dumps(event))\n    raise Exception("intentional failure")\n',
  'lambda_integration.py': integration,
  'lambda_none.py': 'def handler(event, context):\n    print(event)\n',
  'lambda_echo.js': 'export const handler = async (event) => event;\n',
  'lambda_none.js': 'export const handler = async (event) => { console.log(event); };\n',
  'lambda_timeout.py':
    'import time\n\n\ndef handler(event, context):\n    time.sleep(event["wait"])\n    print("done")\n',
  'lambda_unhandled_error.py': 'def handler(event, context):\n    raise Exception("unhandled")\n',
  'lambda_runtime_exit.py': 'import os\n\nos._exit(0)\n\n\ndef handler(event, context):\n    return event\n',
  'lambda_handler_exit.py': 'import os\n\n\ndef handler(event, context):\n    os._exit(0)\n',
  'lambda_multiple_handlers.py':
    'def handler(event, context):\n    return {"handler": "handler"}\n\n\ndef handler_two(event, context):\n    return {"handler": "handler_two"}\n',
  'lambda_invocation_type.py':
    'import os\n\n\ndef handler(event, context):\n    return os.environ["AWS_LAMBDA_INITIALIZATION_TYPE"]\n',
  'lambda_introspect.py':
    'import os\n\n\ndef handler(event, context):\n    return {"environment": dict(os.environ), "arn": context.invoked_function_arn}\n',
  'lambda_response_size.py': 'def handler(event, context):\n    return "a" * event["bytenum"]\n',
  'lambda_python_version.py':
    'import sys\n\n\ndef handler(event, context):\n    return {"version": f"{sys.version_info.major}.{sys.version_info.minor}"}\n',
  'lambda_cache.js': 'let counter = 0;\nexport const handler = async () => ({ counter: counter++ });\n',
};

/** The source of a recorded test's handler. Throws where it is not known. */
export function handlerSource(file: string, { returnvalue }: JsonObject): string {
  if (file === '<generated>' && typeof returnvalue === 'string') {
    return `def handler(event, context):\n    return ${returnvalue}\n`;
  }
  const source = files[file.split('/').at(-1) ?? ''];
  if (source === undefined) throw new Error(`no handler like ${file} is known here`);
  return source;
}

const introspection = (version: string): string => `def handler(event, context):
    return {
        "version_id": "${version}",
        "invoked_arn": context.invoked_function_arn,
        "version_from_ctx": context.function_version,
    }
`;

/** Answers its event, and what the context says. */
const contextual = `members = [
    "invoked_function_arn", "function_version", "function_name", "memory_limit_in_mb",
    "aws_request_id", "log_group_name", "log_stream_name", "client_context",
]


def handler(event, context):
    return {"event": event, "context": {name: getattr(context, name) for name in members}}
`;

/** Handlers of packages that are known by the start of their hash alone, where what they answer was recorded. */
export const packages: Readonly<Record<string, string>> = {
  b533b451: introspection('version1'),
  '27a74a99': introspection('version2'),
  '5f3998d0': introspection('version3'),
  f380e0bc: contextual,
};

/** The functions of the tests of all runtimes, by the part of their name that tells what they do. */
export const scenarios: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  uncaughtexception: {
    'handler.py': 'def handler(event, context):\n    raise Exception(f"Failed: {event[\'error_msg\']}")\n',
    'index.mjs':
      'export const handler = async (event) => { throw new Error(`Error: ${event.error_msg}`); };\n',
  },
};
