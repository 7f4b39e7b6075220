def handler(event, context):
    return {"packed": event["message"]}
