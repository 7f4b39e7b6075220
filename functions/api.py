import json


def lambda_handler(request, context):
    # Behind a function URL: what is returned is the HTTP response.
    return {
        "statusCode": 200,
        "headers": {"content-type": "application/json"},
        "body": json.dumps({"path": request["rawPath"], "healthy": True}),
    }
