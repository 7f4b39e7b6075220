data "aws_iam_policy_document" "states_trust" {
  statement {
    actions = ["sts:AssumeRole"]
    principals {
      type        = "Service"
      identifiers = ["states.amazonaws.com"]
    }
    condition {
      test     = "StringEquals"
      variable = "aws:SourceAccount"
      values   = [data.aws_caller_identity.current.account_id]
    }
  }
}

resource "aws_iam_role" "states" {
  name               = "hello-world-states"
  assume_role_policy = data.aws_iam_policy_document.states_trust.json
}

data "aws_iam_policy_document" "invoke" {
  statement {
    actions   = ["lambda:InvokeFunction"]
    resources = flatten([for f in aws_lambda_function.this : [f.arn, "${f.arn}:*"]])
  }
}

resource "aws_iam_policy" "invoke" {
  name   = "hello-world-invoke"
  policy = data.aws_iam_policy_document.invoke.json
}

resource "aws_iam_role_policy_attachment" "invoke" {
  role       = aws_iam_role.states.name
  policy_arn = aws_iam_policy.invoke.arn
}

resource "aws_cloudwatch_log_group" "executions" {
  name              = "/aws/vendedlogs/states/hello-world"
  retention_in_days = 14
}

resource "aws_iam_role_policy" "log_delivery" {
  name = "log-delivery"
  role = aws_iam_role.states.id
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Effect = "Allow"
      Action = [
        "logs:CreateLogDelivery", "logs:GetLogDelivery", "logs:UpdateLogDelivery", "logs:DeleteLogDelivery",
        "logs:ListLogDeliveries", "logs:PutResourcePolicy", "logs:DescribeResourcePolicies", "logs:DescribeLogGroups"
      ]
      Resource = "*"
    }]
  })
}

resource "aws_sfn_state_machine" "hello_world" {
  name     = "hello-world"
  role_arn = aws_iam_role.states.arn
  publish  = true

  definition = jsonencode({
    Comment       = "Two functions, one after the other: ${var.greeting}"
    QueryLanguage = "JSONata"
    StartAt       = "First"
    States = {
      First = {
        Type      = "Task"
        Resource  = "arn:aws:states:::lambda:invoke"
        Arguments = { FunctionName = aws_lambda_alias.live["lambda_function_1"].arn, Payload = "{% $states.input %}" }
        Output    = "{% $states.result.Payload %}"
        Next      = "Second"
      }
      Second = {
        Type      = "Task"
        Resource  = "arn:aws:states:::lambda:invoke"
        Arguments = { FunctionName = aws_lambda_alias.live["lambda_function_2"].arn, Payload = "{% $states.input %}" }
        Output    = "{% $states.result.Payload %}"
        End       = true
      }
    }
  })

  logging_configuration {
    level                  = "ALL"
    include_execution_data = true
    log_destination        = "${aws_cloudwatch_log_group.executions.arn}:*"
  }

  depends_on = [aws_iam_role_policy_attachment.invoke, aws_iam_role_policy.log_delivery]
}

resource "aws_sfn_alias" "live" {
  name = "live"

  routing_configuration {
    state_machine_version_arn = aws_sfn_state_machine.hello_world.state_machine_version_arn
    weight                    = 100
  }
}

resource "aws_sfn_activity" "approval" {
  name = "hello-world-approval"
}

output "state_machine" {
  value = aws_sfn_alias.live.arn
}
