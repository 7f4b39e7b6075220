/** The optimised integrations, by the name that a Resource has for their service. */
import type { Integration } from '../grant.ts';
import { lambda } from '../lambda.ts';
import { apigateway } from './apigateway.ts';
import { athena } from './athena.ts';
import { batch } from './batch.ts';
import { bedrock } from './bedrock.ts';
import { bedrockAgentCore } from './bedrockAgentCore.ts';
import { codebuild } from './codebuild.ts';
import { databrew } from './databrew.ts';
import { dynamodb } from './dynamodb.ts';
import { ecs } from './ecs.ts';
import { eks } from './eks.ts';
import { emr } from './emr.ts';
import { emrContainers } from './emrContainers.ts';
import { emrServerless } from './emrServerless.ts';
import { events } from './events.ts';
import { glue } from './glue.ts';
import { http } from './http.ts';
import { mediaconvert } from './mediaconvert.ts';
import { sagemaker } from './sagemaker.ts';
import { sns } from './sns.ts';
import { sqs } from './sqs.ts';
import { states } from './states.ts';

export const integrations: Readonly<Record<string, Integration>> = {
  apigateway,
  athena,
  batch,
  bedrock,
  bedrockagentcore: bedrockAgentCore,
  codebuild,
  databrew,
  dynamodb,
  ecs,
  eks,
  elasticmapreduce: emr,
  'emr-containers': emrContainers,
  'emr-serverless': emrServerless,
  events,
  glue,
  http,
  lambda,
  mediaconvert,
  sagemaker,
  sns,
  sqs,
  states,
};
