import json
from urllib.error import HTTPError
from urllib.request import urlopen


class Unreachable(Exception):
    pass


class UnexpectedAnswer(Exception):
    pass


def lambda_handler(event, context):
    url, expected = event["url"], event["expect"]
    status, text = get(url)
    print(f"GET {url} answered {status}: {text}")
    if status != expected["status"]:
        raise UnexpectedAnswer(f"GET {url} answered {status} and not {expected['status']}: {text}")
    body = parse(url, text)
    # Members that nobody expects are no failure: an API may grow.
    wrong = [name for name, value in expected["body"].items() if body.get(name) != value]
    if wrong:
        raise UnexpectedAnswer(f"GET {url}: {', '.join(wrong)} not as expected in {text}")
    return {"status": status, "body": body}


def get(url):
    try:
        with urlopen(url, timeout=10) as answer:
            return answer.status, answer.read().decode()
    except HTTPError as refusal:
        return refusal.code, refusal.read().decode(errors="replace")
    except OSError as error:
        raise Unreachable(f"GET {url}: {error}") from None


def parse(url, text):
    try:
        body = json.loads(text)
    except ValueError:
        raise UnexpectedAnswer(f"GET {url} answered with what is not JSON: {text}") from None
    if not isinstance(body, dict):
        raise UnexpectedAnswer(f"GET {url} answered with what is not a JSON object: {text}")
    return body
