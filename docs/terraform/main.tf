# Two functions, one behind a public URL, executed in sequence by a state machine: on AWS, or on `stepline local`.

terraform {
  required_version = ">= 1.5"
  required_providers {
    aws = {
      source  = "hashicorp/aws"
      version = ">= 5.40"
    }
  }
}

# The endpoint's address and any credentials come from the environment: see README.md.
provider "aws" {
  region = var.region

  default_tags {
    tags = { application = "hello-world" }
  }
}

variable "region" {
  type    = string
  default = "us-west-2"
}

variable "greeting" {
  description = "What is not code and may change between two applies"
  type        = string
  default     = "hello"
}

data "aws_caller_identity" "current" {}

data "aws_region" "current" {}
