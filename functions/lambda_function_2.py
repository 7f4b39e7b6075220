import json


def lambda_handler(event, context):
    # What the step before returned is this one's input; it is passed on.
    print(f"status so far: {event['statusCode']}")
    return {"statusCode": event["statusCode"], "body": json.dumps(json.loads(event["body"]))}
