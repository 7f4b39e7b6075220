"""Runs a Python handler for the Lambda Runtime API: asks for an invocation, calls the handler, posts what comes of it.

Usage: python -u bootstrap.py, in the package's folder, with the environment that Lambda sets. It speaks HTTP/1.1 over one kept-alive
socket with bare modules, because every import here is paid for at each cold start.
"""
import importlib
import json
import logging
import os
import socket
import sys
import time

ROOT = os.environ["LAMBDA_TASK_ROOT"]
PREFIX = "/2018-06-01/runtime"


class Fault(Exception):
    """The handler could not be loaded: Lambda's error type and message."""

    def __init__(self, error_type, message, trace=()):
        super().__init__(message)
        self.error_type = error_type
        self.trace = list(trace)


class RuntimeApi:
    """The Runtime API over one connection. When the endpoint has gone, so has the reason to live."""

    def __init__(self, address):
        host, port = address.rsplit(":", 1)
        self.address = address
        self.socket = socket.create_connection((host, int(port)))
        self.socket.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        self.reader = self.socket.makefile("rb")

    def next(self):
        return self._exchange("GET", "/invocation/next", b"")

    def respond(self, request_id, body):
        status, _, answer = self._exchange("POST", f"/invocation/{request_id}/response", body)
        if status == 413:
            log(f"LAMBDA_RUNTIME Failed to post handler success response. Http response code: {status}. {answer.decode()}")

    def fail(self, request_id, document):
        self._exchange("POST", f"/invocation/{request_id}/error", encode_error(document))

    def fail_init(self, document):
        self._exchange("POST", "/init/error", encode_error(document))

    def _exchange(self, method, path, body):
        head = f"{method} {PREFIX}{path} HTTP/1.1\r\nHost: {self.address}\r\nContent-Length: {len(body)}\r\n\r\n"
        try:
            self.socket.sendall(head.encode() + body)
            return self._read()
        except OSError:
            os._exit(1)

    def _read(self):
        status_line = self.reader.readline()
        if not status_line:
            os._exit(1)
        headers = {}
        while (line := self.reader.readline().strip()):
            name, _, value = line.decode("latin-1").partition(":")
            headers[name.lower()] = value.strip()
        return int(status_line.split()[1]), headers, self.reader.read(int(headers.get("content-length", 0)))


class ClientContext:
    def __init__(self, document):
        self.custom = document.get("custom")
        self.env = document.get("env")
        client = document.get("client")
        self.client = client and Client(client)


class Client:
    def __init__(self, document):
        for name in ("installation_id", "app_title", "app_version_name", "app_version_code", "app_package_name"):
            setattr(self, name, document.get(name))


class Identity:
    cognito_identity_id = None
    cognito_identity_pool_id = None


class Context:
    def __init__(self, headers):
        self.aws_request_id = headers["lambda-runtime-aws-request-id"]
        self.invoked_function_arn = headers.get("lambda-runtime-invoked-function-arn")
        self.function_name = os.environ["AWS_LAMBDA_FUNCTION_NAME"]
        self.function_version = os.environ["AWS_LAMBDA_FUNCTION_VERSION"]
        self.memory_limit_in_mb = os.environ["AWS_LAMBDA_FUNCTION_MEMORY_SIZE"]
        self.log_group_name = os.environ["AWS_LAMBDA_LOG_GROUP_NAME"]
        self.log_stream_name = os.environ["AWS_LAMBDA_LOG_STREAM_NAME"]
        self.identity = Identity()
        context = headers.get("lambda-runtime-client-context")
        self.client_context = ClientContext(json.loads(context)) if context else None
        self._deadline = int(headers["lambda-runtime-deadline-ms"])

    def get_remaining_time_in_millis(self):
        return max(0, self._deadline - int(time.time() * 1000))

    def log(self, message):
        log(str(message))


class RequestLogHandler(logging.Handler):
    """Lambda's handler on the root logger: level, time, request id and message, separated by tabs; one event each."""

    request_id = ""

    def emit(self, record):
        moment = timestamp(record.created)
        if IN_JSON:
            log(json.dumps(self.parts(record, f"{moment}Z")))
        else:
            log(f"[{record.levelname}]\t{moment}.{int(record.msecs):03d}Z\t{self.request_id}\t{self.format(record)}")

    def parts(self, record, moment):
        parts = {"timestamp": moment, "level": record.levelname, "message": record.getMessage(), "logger": record.name}
        if record.exc_info:
            error = record.exc_info[1]
            parts.update(errorType=type(error).__name__, errorMessage=str(error), stackTrace=frames_of(error))
        parts["requestId"] = self.request_id
        return parts


IN_JSON = os.environ.get("AWS_LAMBDA_LOG_FORMAT") == "JSON"
LEVELS = {"TRACE": 5, "DEBUG": logging.DEBUG, "INFO": logging.INFO, "WARN": logging.WARNING, "ERROR": logging.ERROR, "FATAL": logging.CRITICAL}


def timestamp(seconds):
    return time.strftime("%Y-%m-%dT%H:%M:%S", time.gmtime(seconds))


def log(message):
    """Writes one event: a carriage return stands for a newline inside it."""
    sys.stdout.write(message.replace("\n", "\r") + "\n")


def load_handler(name):
    module_name, dot, function_name = name.rpartition(".")
    if not dot:
        raise Fault("Runtime.MalformedHandlerName", f"Bad handler '{name}': not enough values to unpack (expected 2, got 1)")
    module = import_module(module_name)
    if not hasattr(module, function_name):
        raise Fault("Runtime.HandlerNotFound", f"Handler '{function_name}' missing on module '{module_name}'")
    return getattr(module, function_name)


def import_module(name):
    try:
        return importlib.import_module(name.replace("/", "."))
    except ImportError as error:
        raise Fault("Runtime.ImportModuleError", f"Unable to import module '{name}': {error}{sdk_hint(error)}") from None
    except SyntaxError as error:
        place = f'  File "{error.filename}" Line {error.lineno}\n    {error.text}'
        raise Fault("Runtime.UserCodeSyntaxError", f"Syntax error in module '{name}': {error}", [place]) from None


def sdk_hint(error):
    """The one thing that Lambda's runtime has and this machine may lack."""
    if error.name not in ("boto3", "botocore"):
        return ""
    return "\nLambda's runtime brings it along. The embedded AWS takes it from any Python of this machine: pip install boto3"


def describe(error, request_id):
    """Lambda's error document. Paths are those of AWS, so that messages are the same wherever the code runs."""
    fault = isinstance(error, Fault)
    return {
        "errorMessage": as_in_aws(str(error)),
        "errorType": error.error_type if fault else type(error).__name__,
        "requestId": request_id,
        "stackTrace": [as_in_aws(line) for line in (error.trace if fault else frames_of(error))],
    }


def frames_of(error):
    import traceback

    frames = [frame for frame in traceback.extract_tb(error.__traceback__) if is_users(frame.filename)]
    return traceback.format_list([(frame.filename, frame.lineno, frame.name, frame.line) for frame in frames])


def is_users(filename):
    return filename not in (__file__, importlib.__file__) and not filename.startswith("<frozen importlib")


def as_in_aws(text):
    return text.replace(ROOT, "/var/task")


def encode_error(document):
    """With a blank behind each comma and colon, as it stands in causes of Step Functions."""
    return json.dumps(document).encode()


def log_error(document):
    """The lines that Lambda logs for a failure: indented with no-break spaces, as CloudWatch shows them."""
    if IN_JSON:
        log(json.dumps({"timestamp": f"{timestamp(time.time())}Z", "log_level": "ERROR", **document}))
        return
    lines = [f"[ERROR] {document['errorType']}: {document['errorMessage']}"]
    if document["stackTrace"]:
        lines.append("Traceback (most recent call last):")
    for line in "".join(document["stackTrace"]).splitlines():
        indent = len(line) - len(line.lstrip(" "))
        lines.append("\u00a0" * indent + line[indent:])
    log("\n".join(lines))


def encode_result(result):
    if isinstance(result, bytes):
        return result
    try:
        return json.dumps(result, ensure_ascii=ESCAPES_UNICODE, default=encode_special).encode()
    except (TypeError, ValueError) as error:
        raise Fault("Runtime.MarshalError", f"Unable to marshal response: {error}") from None


def encode_special(value):
    if type(value).__name__ == "Decimal":
        return str(value)
    raise TypeError(f"Object of type {type(value).__name__} is not JSON serializable")


# From Python 3.12 on, Lambda leaves Unicode in results as it is; the version that counts is the function's, not this machine's.
ESCAPES_UNICODE = os.environ["AWS_EXECUTION_ENV"].rpartition("python3.")[2] in ("6", "7", "8", "9", "10", "11")


def serve(api, handler, logs):
    while True:
        _, headers, body = api.next()
        context = Context(headers)
        logs.request_id = context.aws_request_id
        os.environ["_X_AMZN_TRACE_ID"] = headers.get("lambda-runtime-trace-id", "")
        try:
            result = encode_result(handler(json.loads(body), context))
        except Exception as error:
            document = describe(error, context.aws_request_id)
            log_error(document)
            api.fail(context.aws_request_id, document)
        else:
            api.respond(context.aws_request_id, result)


def lead_sync_home():
    """boto3 calls StartSyncExecution and TestState at a host of their own, `sync-127.0.0.1`: that is the endpoint too."""
    lookup = socket.getaddrinfo

    def getaddrinfo(host, *rest, **named):
        ours = isinstance(host, str) and host.startswith("sync-127.")
        return lookup(host[len("sync-"):] if ours else host, *rest, **named)

    socket.getaddrinfo = getaddrinfo


def main():
    os.dup2(1, 2)  # one stream, so that lines of both stay in order
    sys.path[0] = ROOT
    sys.path.append(os.path.join(os.path.dirname(ROOT), "python"))
    lead_sync_home()
    logs = RequestLogHandler()
    logging.getLogger().addHandler(logs)
    if IN_JSON:
        logging.getLogger().setLevel(LEVELS.get(os.environ.get("AWS_LAMBDA_LOG_LEVEL"), logging.INFO))
    api = RuntimeApi(os.environ["AWS_LAMBDA_RUNTIME_API"])
    try:
        handler = load_handler(os.environ["_HANDLER"])
    except Exception as error:
        document = describe(error, "")
        log_error(document)
        api.fail_init(document)
        sys.exit(1)
    serve(api, handler, logs)


if __name__ == "__main__":
    main()
