# What Terraform's AWS provider calls for the resources of this kind: applied with round = 1, changed with round = 2, destroyed.

terraform {
  required_providers {
    aws = { source = "hashicorp/aws" }
  }
}

provider "aws" {
  region = "us-west-2"
  default_tags {
    tags = { application = "wide" }
  }
}

variable "round" {
  type    = string
  default = "1"
}

data "aws_caller_identity" "me" {}

data "aws_iam_session_context" "me" { arn = data.aws_caller_identity.me.arn }

locals {
  trust = { for s in ["lambda", "states"] : s => jsonencode({ Version = "2012-10-17", Statement = [{ Effect = "Allow", Action = "sts:AssumeRole", Principal = { Service = "${s}.amazonaws.com" } }] }) }
  doc   = { for n in ["1", "2"] : n => jsonencode({ Version = "2012-10-17", Statement = [{ Effect = "Allow", Action = ["sts:GetCallerIdentity", "s3:List${n}", "sqs:*", "logs:*"], Resource = "*" }] }) }
}

resource "aws_iam_policy" "boundary" {
  name        = "boundary"
  path        = "/team/"
  description = "x"
  policy      = local.doc[var.round]
  tags        = { n = var.round }
}

resource "aws_iam_role" "f" {
  name_prefix           = "wide-"
  path                  = "/team/"
  assume_role_policy    = local.trust["lambda"]
  max_session_duration  = 3600 * tonumber(var.round)
  permissions_boundary  = aws_iam_policy.boundary.arn
  force_detach_policies = true
  tags                  = { n = var.round }
}

resource "aws_iam_role" "inline" {
  name               = "inline"
  assume_role_policy = local.trust[var.round == "1" ? "lambda" : "states"]
  inline_policy {
    name   = "a"
    policy = local.doc[var.round]
  }
  managed_policy_arns = var.round == "1" ? ["arn:aws:iam::aws:policy/service-role/AWSLambdaBasicExecutionRole"] : []
}

resource "aws_iam_role_policies_exclusive" "f" {
  role_name    = aws_iam_role.f.name
  policy_names = [aws_iam_role_policy.f.name]
}

resource "aws_iam_role_policy" "f" {
  role        = aws_iam_role.f.id
  name_prefix = "p"
  policy = jsonencode({ Version = "2012-10-17", Statement = [
    { Effect = "Allow", Action = ["logs:*"], Resource = "*" },
    { Effect = "Allow", Action = ["sqs:SendMessage"], Resource = "*" },
  { Effect = "Allow", Action = ["sts:GetCallerIdentity", "s3:List${var.round}"], Resource = "*" }] })
}

resource "aws_iam_role_policy_attachments_exclusive" "f" {
  role_name   = aws_iam_role.f.name
  policy_arns = [aws_iam_policy_attachment.x.policy_arn]
}

resource "aws_iam_policy_attachment" "x" {
  name       = "x"
  roles      = [aws_iam_role.f.name]
  policy_arn = aws_iam_policy.boundary.arn
}

resource "aws_sqs_queue" "q" { name = "wide" }

resource "aws_lambda_function" "f" {
  code_signing_config_arn        = aws_lambda_code_signing_config.c.arn
  function_name                  = "wide"
  role                           = aws_iam_role.f.arn
  runtime                        = "python3.13"
  handler                        = "lambda_function_1.lambda_handler"
  filename                       = "functions.zip"
  source_code_hash               = filebase64sha256("functions.zip")
  publish                        = true
  description                    = "wide ${var.round}"
  memory_size                    = 128 * tonumber(var.round)
  timeout                        = 10
  architectures                  = ["x86_64"]
  reserved_concurrent_executions = var.round == "1" ? 5 : -1
  ephemeral_storage { size = 1024 }
  tracing_config { mode = "Active" }
  dead_letter_config { target_arn = aws_sqs_queue.q.arn }
  logging_config {
    log_format            = "JSON"
    application_log_level = "DEBUG"
    system_log_level      = "INFO"
    log_group             = aws_cloudwatch_log_group.g.name
  }
  tags = { n = var.round }
}

resource "aws_lambda_runtime_management_config" "f" {
  function_name     = aws_lambda_function.f.function_name
  update_runtime_on = var.round == "1" ? "FunctionUpdate" : "Auto"
}

resource "aws_lambda_function_recursion_config" "f" {
  function_name  = aws_lambda_function.f.function_name
  recursive_loop = var.round == "1" ? "Allow" : "Terminate"
}

resource "aws_lambda_alias" "live" {
  name             = "live"
  function_name    = aws_lambda_function.f.function_name
  function_version = "1"
  dynamic "routing_config" {
    for_each = var.round == "1" ? [] : [1]
    content { additional_version_weights = { "2" = 0.5 } }
  }
}

resource "aws_lambda_provisioned_concurrency_config" "f" {
  function_name                     = aws_lambda_function.f.function_name
  qualifier                         = aws_lambda_alias.live.name
  provisioned_concurrent_executions = tonumber(var.round)
}

resource "aws_lambda_function_event_invoke_config" "q" {
  function_name          = aws_lambda_alias.live.function_name
  qualifier              = aws_lambda_alias.live.name
  maximum_retry_attempts = tonumber(var.round)
  destination_config {
    on_failure { destination = aws_sqs_queue.q.arn }
  }
}

resource "aws_lambda_function_url" "f" {
  function_name      = aws_lambda_function.f.function_name
  qualifier          = aws_lambda_alias.live.name
  authorization_type = var.round == "1" ? "NONE" : "AWS_IAM"
  cors {
    allow_credentials = true
    allow_origins     = ["https://example.com"]
    allow_methods     = ["GET"]
    max_age           = 100 * tonumber(var.round)
  }
}

resource "aws_lambda_permission" "p" {
  for_each       = toset(["states.amazonaws.com", "events.amazonaws.com"])
  function_name  = aws_lambda_function.f.function_name
  qualifier      = aws_lambda_alias.live.name
  action         = "lambda:InvokeFunction"
  principal      = each.key
  source_account = data.aws_caller_identity.me.account_id
  source_arn     = "arn:aws:x:us-west-2:123456789012:${var.round}"
}

resource "aws_lambda_layer_version" "l" {
  layer_name               = "wide"
  filename                 = "functions.zip"
  source_code_hash         = filebase64sha256("functions.zip")
  description              = var.round
  license_info             = "MIT"
  compatible_architectures = ["x86_64", "arm64"]
}

resource "aws_lambda_layer_version_permission" "l" {
  layer_name     = aws_lambda_layer_version.l.layer_name
  version_number = aws_lambda_layer_version.l.version
  principal      = "111111111111"
  action         = "lambda:GetLayerVersion"
  statement_id   = "x"
}

resource "aws_lambda_invocation" "i" {
  function_name = aws_lambda_function.f.function_name
  input         = jsonencode({ n = var.round })
}

data "aws_lambda_invocation" "i" {
  function_name = aws_lambda_function.f.function_name
  input         = jsonencode({ n = var.round })
}

resource "aws_lambda_code_signing_config" "c" {
  description = var.round
  allowed_publishers { signing_profile_version_arns = ["arn:aws:signer:us-west-2:123456789012:/signing-profiles/abc/1234567890"] }
  policies { untrusted_artifact_on_deployment = "Warn" }
}

resource "aws_cloudwatch_log_group" "g" {
  name              = "wide"
  retention_in_days = var.round == "1" ? 7 : 0
  tags              = { n = var.round }
}

resource "aws_cloudwatch_log_stream" "s" {
  name           = "s"
  log_group_name = aws_cloudwatch_log_group.g.name
}

resource "aws_iam_role" "s" {
  name               = "wide-states"
  assume_role_policy = local.trust["states"]
}

resource "aws_iam_role_policy" "s" {
  role   = aws_iam_role.s.id
  policy = jsonencode({ Version = "2012-10-17", Statement = [{ Effect = "Allow", Action = ["lambda:*", "logs:*", "xray:*"], Resource = "*" }] })
}

resource "aws_sfn_state_machine" "x" {
  name_prefix = "wide-"
  role_arn    = aws_iam_role.s.arn
  type        = "EXPRESS"
  definition  = jsonencode({ StartAt = "A", States = { A = { Type = "Pass", Comment = var.round, End = true } } })
  logging_configuration {
    level           = var.round == "1" ? "ERROR" : "OFF"
    log_destination = "${aws_cloudwatch_log_group.g.arn}:*"
  }
  tracing_configuration { enabled = var.round == "1" }
  tags = { n = var.round }
}

resource "aws_sfn_state_machine" "std" {
  name       = "wide-std"
  role_arn   = aws_iam_role.s.arn
  publish    = true
  definition = jsonencode({ StartAt = "A", States = { A = { Type = "Pass", Comment = var.round, End = true } } })
}

resource "aws_sfn_alias" "a" {
  name        = "live"
  description = var.round
  routing_configuration {
    state_machine_version_arn = aws_sfn_state_machine.std.state_machine_version_arn
    weight                    = 100
  }
}

resource "aws_sfn_activity" "a" {
  name = "wide"
  tags = { n = var.round }
}

data "aws_iam_role" "f" { name = aws_iam_role.f.name }

data "aws_iam_roles" "f" { name_regex = "wide.*" }

data "aws_iam_policy" "b" { arn = aws_iam_policy.boundary.arn }

data "aws_iam_policy" "n" {
  name       = "boundary"
  depends_on = [aws_iam_policy.boundary]
}

data "aws_lambda_function" "f" { function_name = aws_lambda_function.f.function_name }

data "aws_lambda_function" "q" {
  function_name = aws_lambda_function.f.function_name
  qualifier     = aws_lambda_alias.live.name
}

data "aws_lambda_functions" "f" { depends_on = [aws_lambda_function.f] }

data "aws_lambda_alias" "f" {
  function_name = aws_lambda_function.f.function_name
  name          = aws_lambda_alias.live.name
}

data "aws_lambda_layer_version" "f" { layer_name = aws_lambda_layer_version.l.layer_name }

data "aws_lambda_function_url" "f" {
  function_name = aws_lambda_function_url.f.function_name
  qualifier     = "live"
}

data "aws_lambda_code_signing_config" "f" { arn = aws_lambda_code_signing_config.c.arn }

data "aws_sfn_state_machine" "f" { name = aws_sfn_state_machine.std.name }

data "aws_sfn_alias" "f" {
  name             = aws_sfn_alias.a.name
  statemachine_arn = aws_sfn_state_machine.std.arn
}

data "aws_sfn_state_machine_versions" "f" { statemachine_arn = aws_sfn_state_machine.std.arn }

data "aws_sfn_activity" "f" { name = aws_sfn_activity.a.name }

data "aws_cloudwatch_log_group" "f" { name = aws_cloudwatch_log_group.g.name }

data "aws_cloudwatch_log_groups" "f" { log_group_name_prefix = "wide" }

data "aws_resourcegroupstaggingapi_resources" "f" {
  tag_filter {
    key    = "application"
    values = ["wide"]
  }
  depends_on = [aws_lambda_function.f]
}

resource "aws_iam_user" "u" {
  name          = "wide"
  path          = "/team/"
  force_destroy = true
  tags          = { n = var.round }
}

resource "aws_iam_access_key" "u" { user = aws_iam_user.u.name }

resource "aws_iam_user_policy" "u" {
  user   = aws_iam_user.u.name
  policy = local.doc[var.round]
}

resource "aws_iam_user_policy_attachment" "u" {
  user       = aws_iam_user.u.name
  policy_arn = "arn:aws:iam::aws:policy/PowerUserAccess"
}

data "aws_iam_user" "u" { user_name = aws_iam_user.u.name }

data "aws_iam_principal_policy_simulation" "u" {
  action_names      = ["sqs:SendMessage", "sqs:ReceiveMessage"]
  policy_source_arn = aws_iam_user.u.arn
}
