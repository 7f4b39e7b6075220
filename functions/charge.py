def lambda_handler(order, context):
    return {"id": order["id"], "charged": order["total"]}
