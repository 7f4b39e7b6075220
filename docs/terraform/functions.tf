locals {
  package = "${path.module}/functions.zip"
  names   = toset(["lambda_function_1", "lambda_function_2"])
}

data "aws_iam_policy_document" "lambda_trust" {
  statement {
    actions = ["sts:AssumeRole"]
    principals {
      type        = "Service"
      identifiers = ["lambda.amazonaws.com"]
    }
  }
}

resource "aws_iam_role" "functions" {
  name               = "hello-world-functions"
  description        = "What the functions run as: ${var.greeting}"
  assume_role_policy = data.aws_iam_policy_document.lambda_trust.json
}

resource "aws_iam_role_policy_attachment" "basic_execution" {
  role       = aws_iam_role.functions.name
  policy_arn = "arn:aws:iam::aws:policy/service-role/AWSLambdaBasicExecutionRole"
}

resource "aws_iam_role_policy" "who_am_i" {
  name = "who-am-i"
  role = aws_iam_role.functions.id
  policy = jsonencode({
    Version   = "2012-10-17"
    Statement = [{ Effect = "Allow", Action = "sts:GetCallerIdentity", Resource = "*" }]
  })
}

resource "aws_cloudwatch_log_group" "functions" {
  for_each          = local.names
  name              = "/aws/lambda/${each.key}"
  retention_in_days = 14
}

resource "aws_lambda_layer_version" "shared" {
  layer_name          = "hello-world-shared"
  filename            = local.package
  source_code_hash    = filebase64sha256(local.package)
  compatible_runtimes = ["python3.13"]
}

resource "aws_lambda_function" "this" {
  for_each         = local.names
  function_name    = each.key
  role             = aws_iam_role.functions.arn
  runtime          = "python3.13"
  handler          = "${each.key}.lambda_handler"
  filename         = local.package
  source_code_hash = filebase64sha256(local.package)
  layers           = [aws_lambda_layer_version.shared.arn]
  publish          = true

  environment {
    variables = { GREETING = var.greeting }
  }

  depends_on = [aws_cloudwatch_log_group.functions, aws_iam_role_policy_attachment.basic_execution]
}

resource "aws_lambda_alias" "live" {
  for_each         = aws_lambda_function.this
  name             = "live"
  function_name    = each.value.function_name
  function_version = each.value.version
}

resource "aws_lambda_function_event_invoke_config" "first" {
  function_name                = aws_lambda_function.this["lambda_function_1"].function_name
  maximum_event_age_in_seconds = 60
  maximum_retry_attempts       = 0
}

resource "aws_lambda_function_url" "first" {
  function_name      = aws_lambda_function.this["lambda_function_1"].function_name
  authorization_type = "NONE"
}

# A public URL needs two statements: the provider makes the one that lets everybody call the URL with the URL itself; this
# one lets a call of the URL invoke the function. Later providers narrow it to that: invoked_via_function_url = true.
resource "aws_lambda_permission" "url_invocation" {
  statement_id  = "FunctionURLInvokeAllowPublicAccess"
  function_name = aws_lambda_function.this["lambda_function_1"].function_name
  action        = "lambda:InvokeFunction"
  principal     = "*"
}

output "url" {
  value = aws_lambda_function_url.first.function_url
}
