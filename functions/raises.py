def lambda_handler(event, context):
    # Raises on purpose: `examples/failing` shows what Stepline says of it.
    raise ValueError(f"no stock for order {event.get('id', 'unknown')}")
