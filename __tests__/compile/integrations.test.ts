/** What each integration needs of the role: a row for each, with the source of what it expects. */
import { describe, expect, it } from '@jest/globals';
import { optimised } from '../../src/aws-services/optimised.ts';
import type { Statement } from '../../src/compile/blueprint.ts';
import { blueprintOf, withSteps } from './support.ts';

/**
 * Sources: the Step Functions developer guide's page of the service ("Call … with Step Functions", its IAM policies), the
 * service authorization reference (SAR), and the recipes that the AWS CDK has for the tasks (CDK).
 */
interface Row {
  readonly resource: string;
  readonly arguments?: unknown;
  /** `ACTIONS on RESOURCES`, with ` if CONDITION` behind it; `@SERVICE:` stands for `arn:aws:SERVICE:REGION:ACCOUNT:`. */
  readonly needs: readonly string[];
  readonly source: string;
}

const rule = (name: string): string =>
  `events:PutTargets events:PutRule events:DescribeRule on @events:rule/${name}`;
const pass = (service: string, role = 'arn:aws:iam::123456789012:role/worker'): string =>
  `iam:PassRole on ${role} if {"StringEquals":{"iam:PassedToService":"${service}"}}`;
const worker = 'arn:aws:iam::123456789012:role/worker';

const rows: readonly Row[] = [
  {
    resource: 'lambda:invoke',
    arguments: { FunctionName: 'theirs' },
    needs: ['lambda:InvokeFunction on @lambda:function:theirs @lambda:function:theirs:*'],
    source: 'guide, Lambda: the ARN with and without a version',
  },
  {
    resource: 'lambda:invoke.waitForTaskToken',
    arguments: { FunctionName: 'theirs:live' },
    needs: ['lambda:InvokeFunction on @lambda:function:theirs:live'],
    source: 'guide, Lambda',
  },
  ...['GetItem', 'PutItem', 'UpdateItem', 'DeleteItem'].map((action) => ({
    resource: `dynamodb:${action.charAt(0).toLowerCase()}${action.slice(1)}`,
    arguments: { TableName: 'orders' },
    needs: [`dynamodb:${action} on @dynamodb:table/orders`],
    source: 'guide, DynamoDB',
  })),
  {
    resource: 'dynamodb:putItem',
    arguments: { TableName: 'arn:aws:dynamodb:us-east-2:999999999999:table/theirs' },
    needs: ['dynamodb:PutItem on arn:aws:dynamodb:us-east-2:999999999999:table/theirs'],
    source: 'DynamoDB API reference: TableName may be an ARN',
  },
  {
    resource: 'sns:publish',
    arguments: { TopicArn: 'arn:aws:sns:us-east-2:999999999999:alerts' },
    needs: ['sns:Publish on arn:aws:sns:us-east-2:999999999999:alerts'],
    source: 'guide, SNS',
  },
  {
    resource: 'sns:publish.waitForTaskToken',
    arguments: { PhoneNumber: '+4912345' },
    needs: ['sns:Publish on *'],
    source: 'guide, SNS: a phone number is no resource',
  },
  {
    resource: 'sqs:sendMessage',
    arguments: { QueueUrl: 'https://sqs.us-east-2.amazonaws.com/999999999999/jobs.fifo' },
    needs: ['sqs:SendMessage on arn:aws:sqs:us-east-2:999999999999:jobs.fifo'],
    source: 'guide, SQS; SQS developer guide: form of queue URLs',
  },
  {
    resource: 'sqs:sendMessage.waitForTaskToken',
    arguments: { QueueUrl: 'http://127.0.0.1:4566/123456789012/jobs' },
    needs: ['sqs:SendMessage on @sqs:jobs'],
    source: 'an endpoint of one’s own has no region in its name',
  },
  {
    resource: 'sqs:sendMessage',
    arguments: { QueueUrl: 'https://us-east-2.queue.amazonaws.com/999999999999/jobs' },
    needs: ['sqs:SendMessage on arn:aws:sqs:us-east-2:999999999999:jobs'],
    source: 'SQS developer guide: the older endpoints',
  },
  {
    resource: 'events:putEvents',
    arguments: { Entries: [{ Detail: {} }, { EventBusName: 'orders' }, { EventBusName: 'orders' }] },
    needs: ['events:PutEvents on @events:event-bus/default @events:event-bus/orders'],
    source: 'guide, EventBridge; EventBridge API reference: the default bus',
  },
  {
    resource: 'states:startExecution',
    arguments: { StateMachineArn: 'arn:aws:states:eu-west-1:123456789012:stateMachine:other' },
    needs: ['states:StartExecution on @states:stateMachine:other'],
    source: 'guide, Step Functions',
  },
  {
    resource: 'states:startExecution.waitForTaskToken',
    arguments: { StateMachineArn: 'arn:aws:states:eu-west-1:123456789012:stateMachine:other:live' },
    needs: ['states:StartExecution on @states:stateMachine:other @states:stateMachine:other:live'],
    source: 'guide, Step Functions: versions and aliases',
  },
  ...['sync', 'sync:2'].map((pattern) => ({
    resource: `states:startExecution.${pattern}`,
    arguments: { StateMachineArn: 'arn:aws:states:eu-west-1:123456789012:stateMachine:other' },
    needs: [
      'states:StartExecution on @states:stateMachine:other',
      'states:DescribeExecution states:StopExecution on @states:execution:other:*',
      rule('StepFunctionsGetEventsForStepFunctionsExecutionRule'),
    ],
    source: 'guide, Step Functions: run a job',
  })),
  {
    resource: 'http:invoke',
    arguments: {
      ApiEndpoint: 'https://api.example.com/v1/orders',
      Method: 'POST',
      Authentication: { ConnectionArn: 'arn:aws:events:eu-west-1:123456789012:connection/shop/1-2' },
    },
    needs: [
      'states:InvokeHTTPEndpoint on * if {"StringEquals":{"states:HTTPEndpoint":"https://api.example.com/v1/orders","states:HTTPMethod":"POST"}}',
      'events:RetrieveConnectionCredentials on @events:connection/shop/1-2',
      'secretsmanager:GetSecretValue secretsmanager:DescribeSecret on @secretsmanager:secret:events!connection/shop/*',
    ],
    source: 'guide, HTTPS APIs; CDK HttpInvoke',
  },
  {
    resource: 'batch:submitJob',
    needs: ['batch:SubmitJob on *'],
    source: 'guide, Batch: Resource must be *',
  },
  {
    resource: 'batch:submitJob.sync',
    needs: [
      'batch:SubmitJob batch:DescribeJobs batch:TerminateJob on *',
      rule('StepFunctionsGetEventsForBatchJobsRule'),
    ],
    source: 'guide, Batch',
  },
  {
    resource: 'ecs:runTask',
    arguments: {
      TaskDefinition: 'resize:3',
      Overrides: { TaskRoleArn: worker, ExecutionRoleArn: worker },
    },
    needs: ['ecs:RunTask on @ecs:task-definition/resize:3', pass('ecs-tasks.amazonaws.com')],
    source: 'guide, ECS; ECS developer guide: roles are passed',
  },
  {
    resource: 'ecs:runTask.sync',
    arguments: { TaskDefinition: 'resize', PropagateTags: 'TASK_DEFINITION' },
    needs: [
      'ecs:RunTask on @ecs:task-definition/resize:*',
      pass('ecs-tasks.amazonaws.com', '*'),
      'ecs:TagResource on @ecs:task/*',
      'ecs:StopTask ecs:DescribeTasks on *',
      rule('StepFunctionsGetEventsForECSTaskRule'),
    ],
    source: 'guide, ECS: run a job; the roles are those of the task definition',
  },
  {
    resource: 'glue:startJobRun',
    arguments: { JobName: 'nightly' },
    needs: ['glue:StartJobRun on @glue:job/nightly'],
    source: 'guide, Glue; SAR, Glue: jobs are resources',
  },
  {
    resource: 'glue:startJobRun.sync',
    arguments: { JobName: 'nightly' },
    needs: ['glue:StartJobRun glue:GetJobRun glue:GetJobRuns glue:BatchStopJobRun on @glue:job/nightly'],
    source: 'guide, Glue: it is polled, without a rule',
  },
  {
    resource: 'databrew:startJobRun',
    arguments: { Name: 'clean' },
    needs: ['databrew:StartJobRun on @databrew:job/clean'],
    source: 'guide, DataBrew',
  },
  {
    resource: 'databrew:startJobRun.sync',
    arguments: { Name: 'clean' },
    needs: ['databrew:StartJobRun databrew:ListJobRuns databrew:StopJobRun on @databrew:job/clean'],
    source: 'guide, DataBrew',
  },
  {
    resource: 'sagemaker:createTrainingJob.sync',
    arguments: { TrainingJobName: 'Train', RoleArn: worker },
    needs: [
      'sagemaker:CreateTrainingJob sagemaker:DescribeTrainingJob sagemaker:StopTrainingJob on @sagemaker:training-job/train',
      'sagemaker:ListTags on *',
      pass('sagemaker.amazonaws.com'),
      rule('StepFunctionsGetEventsForSageMakerTrainingJobsRule'),
    ],
    source: 'guide, SageMaker; SAR: names are in small letters in ARNs',
  },
  {
    resource: 'sagemaker:createTransformJob.sync',
    arguments: { TransformJobName: 'score' },
    needs: [
      'sagemaker:CreateTransformJob sagemaker:DescribeTransformJob sagemaker:StopTransformJob on @sagemaker:transform-job/score',
      'sagemaker:ListTags on *',
      rule('StepFunctionsGetEventsForSageMakerTransformJobsRule'),
    ],
    source: 'guide, SageMaker; SageMaker API: a transform job takes no role',
  },
  {
    resource: 'sagemaker:createHyperParameterTuningJob',
    arguments: { HyperParameterTuningJobName: 'tune', TrainingJobDefinition: { RoleArn: worker } },
    needs: [
      'sagemaker:CreateHyperParameterTuningJob on @sagemaker:hyper-parameter-tuning-job/tune',
      'sagemaker:ListTags on *',
      pass('sagemaker.amazonaws.com'),
    ],
    source: 'guide, SageMaker',
  },
  {
    resource: 'sagemaker:createProcessingJob.sync',
    arguments: { ProcessingJobName: 'prepare', RoleArn: worker },
    needs: [
      'sagemaker:CreateProcessingJob sagemaker:DescribeProcessingJob sagemaker:StopProcessingJob on @sagemaker:processing-job/prepare',
      'sagemaker:ListTags on *',
      pass('sagemaker.amazonaws.com'),
      rule('StepFunctionsGetEventsForSageMakerProcessingJobsRule'),
    ],
    source: 'guide, SageMaker',
  },
  {
    resource: 'sagemaker:createEndpoint',
    arguments: { EndpointName: 'live', EndpointConfigName: 'small' },
    needs: [
      'sagemaker:CreateEndpoint on @sagemaker:endpoint/live @sagemaker:endpoint-config/small',
      'sagemaker:ListTags on *',
    ],
    source: 'SAR, SageMaker: both are resources of CreateEndpoint',
  },
  {
    resource: 'elasticmapreduce:addStep.sync',
    arguments: { ClusterId: 'j-1' },
    needs: [
      'elasticmapreduce:AddJobFlowSteps elasticmapreduce:DescribeStep elasticmapreduce:CancelSteps on @elasticmapreduce:cluster/j-1',
      rule('StepFunctionsGetEventForEMRAddJobFlowStepsRule'),
    ],
    source: 'guide, EMR',
  },
  {
    resource: 'elasticmapreduce:createCluster.sync',
    arguments: { ServiceRole: 'worker', JobFlowRole: 'nodes' },
    needs: [
      'elasticmapreduce:RunJobFlow elasticmapreduce:DescribeCluster elasticmapreduce:TerminateJobFlows on *',
      pass('elasticmapreduce.amazonaws.com'),
      pass('ec2.amazonaws.com', 'arn:aws:iam::123456789012:role/nodes'),
      rule('StepFunctionsGetEventForEMRRunJobFlowRule'),
    ],
    source: 'guide, EMR',
  },
  {
    resource: 'elasticmapreduce:terminateCluster.sync',
    arguments: { ClusterId: 'j-1' },
    needs: [
      'elasticmapreduce:TerminateJobFlows elasticmapreduce:DescribeCluster on @elasticmapreduce:cluster/j-1',
      rule('StepFunctionsGetEventForEMRTerminateJobFlowsRule'),
    ],
    source: 'guide, EMR',
  },
  {
    resource: 'elasticmapreduce:modifyInstanceFleetByName',
    arguments: { ClusterId: 'j-1' },
    needs: [
      'elasticmapreduce:ModifyInstanceFleet elasticmapreduce:ListInstanceFleets on @elasticmapreduce:cluster/j-1',
    ],
    source: 'guide, EMR',
  },
  {
    resource: 'emr-containers:startJobRun.sync',
    arguments: { VirtualClusterId: 'v1', ExecutionRoleArn: worker },
    needs: [
      `emr-containers:StartJobRun on @emr-containers:/virtualclusters/v1 if {"StringEquals":{"emr-containers:ExecutionRoleArn":"${worker}"}}`,
      'emr-containers:DescribeJobRun emr-containers:CancelJobRun on @emr-containers:/virtualclusters/v1/jobruns/*',
    ],
    source: 'guide, EMR on EKS',
  },
  {
    resource: 'emr-containers:deleteVirtualCluster.sync',
    arguments: { Id: 'v1' },
    needs: [
      'emr-containers:DeleteVirtualCluster emr-containers:DescribeVirtualCluster on @emr-containers:/virtualclusters/v1',
    ],
    source: 'guide, EMR on EKS',
  },
  {
    resource: 'emr-containers:createVirtualCluster',
    needs: [
      'emr-containers:CreateVirtualCluster on *',
      'iam:CreateServiceLinkedRole on arn:aws:iam::123456789012:role/aws-service-role/emr-containers.amazonaws.com/AWSServiceRoleForAmazonEMRContainers if {"StringLike":{"iam:AWSServiceName":"emr-containers.amazonaws.com"}}',
    ],
    source: 'guide, EMR on EKS',
  },
  {
    resource: 'emr-serverless:startJobRun.sync',
    arguments: { ApplicationId: 'a1', ExecutionRoleArn: worker },
    needs: [
      'emr-serverless:StartJobRun on @emr-serverless:/applications/a1',
      pass('emr-serverless.amazonaws.com'),
      'emr-serverless:GetJobRun emr-serverless:CancelJobRun on @emr-serverless:/applications/a1/jobruns/*',
      rule('StepFunctionsGetEventsForEMRServerlessJobRule'),
    ],
    source: 'guide, EMR Serverless',
  },
  {
    resource: 'emr-serverless:startApplication.sync',
    arguments: { ApplicationId: 'a1' },
    needs: [
      'emr-serverless:StartApplication emr-serverless:GetApplication emr-serverless:StopApplication on @emr-serverless:/applications/a1',
      rule('StepFunctionsGetEventsForEMRServerlessApplicationRule'),
    ],
    source: 'guide, EMR Serverless',
  },
  {
    resource: 'emr-serverless:cancelJobRun',
    arguments: { ApplicationId: 'a1', JobRunId: 'r1' },
    needs: ['emr-serverless:CancelJobRun on @emr-serverless:/applications/a1/jobruns/r1'],
    source: 'guide, EMR Serverless',
  },
  {
    resource: 'codebuild:startBuild.sync',
    arguments: { ProjectName: 'site' },
    needs: [
      'codebuild:StartBuild codebuild:StopBuild codebuild:BatchGetBuilds on @codebuild:project/site',
      rule('StepFunctionsGetEventForCodeBuildStartBuildRule'),
    ],
    source: 'guide, CodeBuild',
  },
  {
    resource: 'codebuild:startBuildBatch.sync',
    arguments: { ProjectName: 'site' },
    needs: [
      'codebuild:StartBuildBatch codebuild:StopBuildBatch codebuild:BatchGetBuildBatches on @codebuild:project/site',
      rule('StepFunctionsGetEventForCodeBuildStartBuildBatchRule'),
    ],
    source: 'guide, CodeBuild',
  },
  {
    resource: 'codebuild:batchGetReports',
    arguments: { ReportArns: ['arn:aws:codebuild:eu-west-1:123456789012:report/units:1'] },
    needs: ['codebuild:BatchGetReports on @codebuild:report-group/units'],
    source: 'guide, CodeBuild: report groups are the resources',
  },
  {
    resource: 'codebuild:stopBuild',
    arguments: { Id: 'site:123' },
    needs: ['codebuild:StopBuild on @codebuild:project/site'],
    source: 'guide, CodeBuild: projects are the resources',
  },
  {
    resource: 'athena:startQueryExecution.sync',
    arguments: { WorkGroup: 'team', ResultConfiguration: { OutputLocation: 's3://results/here/' } },
    needs: [
      'athena:StartQueryExecution athena:StopQueryExecution athena:GetQueryExecution on @athena:workgroup/team',
      'athena:GetDataCatalog on @athena:datacatalog/*',
      'glue:GetDatabase glue:GetDatabases glue:GetTable glue:GetTables glue:GetPartition glue:GetPartitions glue:BatchGetPartition on *',
      's3:GetBucketLocation s3:GetObject s3:ListBucket on *',
      's3:PutObject s3:AbortMultipartUpload s3:ListMultipartUploadParts s3:ListBucketMultipartUploads on arn:aws:s3:::results arn:aws:s3:::results/*',
      'lakeformation:GetDataAccess on *',
    ],
    source: 'guide, Athena: reading; what writes to the catalog is for the file to say',
  },
  {
    resource: 'athena:stopQueryExecution',
    arguments: { QueryExecutionId: 'q' },
    needs: ['athena:StopQueryExecution on @athena:workgroup/*'],
    source: 'guide, Athena',
  },
  {
    resource: 'eks:createCluster.sync',
    arguments: { Name: 'blue', RoleArn: worker },
    needs: [
      'eks:CreateCluster on *',
      'eks:DescribeCluster eks:DeleteCluster on @eks:cluster/blue',
      pass('eks.amazonaws.com'),
    ],
    source: 'guide, EKS',
  },
  {
    resource: 'eks:createNodegroup',
    arguments: { ClusterName: 'blue', NodegroupName: 'small', NodeRole: worker },
    needs: [
      'eks:CreateNodegroup on @eks:cluster/blue',
      'ec2:DescribeSubnets on *',
      `iam:GetRole iam:ListAttachedRolePolicies on ${worker}`,
      pass('eks.amazonaws.com'),
    ],
    source: 'guide, EKS; SAR, EKS',
  },
  {
    resource: 'eks:deleteNodegroup.sync',
    arguments: { ClusterName: 'blue', NodegroupName: 'small' },
    needs: ['eks:DeleteNodegroup eks:DescribeNodegroup on @eks:nodegroup/blue/small/*'],
    source: 'guide, EKS',
  },
  {
    resource: 'eks:createFargateProfile',
    arguments: { ClusterName: 'blue', FargateProfileName: 'web', PodExecutionRoleArn: worker },
    needs: [
      'eks:CreateFargateProfile on @eks:cluster/blue',
      `iam:PassRole on ${worker} if {"StringEquals":{"iam:PassedToService":["eks.amazonaws.com","eks-fargate-pods.amazonaws.com"]}}`,
    ],
    source: 'SAR, EKS; EKS user guide: the pods take the role over',
  },
  { resource: 'eks:call', needs: [], source: 'guide, EKS: the cluster itself allows calls of Kubernetes' },
  {
    resource: 'eks:runJob.sync',
    needs: [],
    source: 'guide, EKS: the cluster itself allows calls of Kubernetes',
  },
  {
    resource: 'bedrock:invokeModel',
    arguments: {
      ModelId: 'amazon.titan-text-express-v1',
      Input: { S3Uri: 's3://prompts/one.json' },
      Output: { S3Uri: 's3://answers/one.json' },
    },
    needs: [
      'bedrock:InvokeModel on arn:aws:bedrock:eu-west-1::foundation-model/amazon.titan-text-express-v1',
      's3:GetObject on arn:aws:s3:::prompts/one.json',
      's3:PutObject on arn:aws:s3:::answers/one.json',
    ],
    source: 'guide, Bedrock',
  },
  {
    resource: 'bedrock:invokeModel',
    arguments: { ModelId: 'eu.anthropic.claude-sonnet-4-6' },
    needs: [
      'bedrock:InvokeModel on @bedrock:inference-profile/eu.anthropic.claude-sonnet-4-6 arn:aws:bedrock:*::foundation-model/anthropic.claude-sonnet-4-6',
    ],
    source: 'Bedrock user guide: prerequisites of inference profiles',
  },
  {
    resource: 'bedrock:createModelCustomizationJob.sync',
    arguments: { BaseModelIdentifier: 'amazon.titan-text-express-v1', RoleArn: worker },
    needs: [
      'bedrock:CreateModelCustomizationJob on arn:aws:bedrock:eu-west-1::foundation-model/amazon.titan-text-express-v1 @bedrock:custom-model/* @bedrock:model-customization-job/*',
      'bedrock:GetModelCustomizationJob bedrock:StopModelCustomizationJob on @bedrock:model-customization-job/*',
      pass('bedrock.amazonaws.com'),
    ],
    source: 'guide, Bedrock',
  },
  {
    resource: 'bedrockagentcore:invokeHarness',
    arguments: { HarnessArn: 'arn:aws:bedrock-agentcore:eu-west-1:123456789012:harness/clerk' },
    needs: [
      'bedrock-agentcore:InvokeHarness bedrock-agentcore:InvokeAgentRuntime on @bedrock-agentcore:harness/clerk',
    ],
    source: 'guide, Bedrock AgentCore; CDK grantInvoke of a harness',
  },
  {
    resource: 'mediaconvert:createJob.sync',
    arguments: { Role: worker },
    needs: [
      'mediaconvert:CreateJob on @mediaconvert:queues/* @mediaconvert:jobTemplates/* @mediaconvert:presets/*',
      pass('mediaconvert.amazonaws.com'),
      'mediaconvert:GetJob mediaconvert:CancelJob on @mediaconvert:jobs/* if {"StringEquals":{"aws:ResourceTag/ManagedByService":"AWSStepFunctions"}}',
      rule('StepFunctionsGetEventsForMediaConvertJobRule'),
    ],
    source: 'guide, MediaConvert',
  },
  {
    resource: 'apigateway:invoke',
    arguments: {
      ApiEndpoint: 'abc123.execute-api.us-east-2.amazonaws.com',
      Method: 'GET',
      Stage: 'prod',
      Path: '/orders',
      AuthType: 'IAM_ROLE',
    },
    needs: ['execute-api:Invoke on arn:aws:execute-api:us-east-2:123456789012:abc123/prod/GET/orders'],
    source: 'guide, API Gateway; SAR, API Gateway',
  },
  {
    resource: 'apigateway:invoke',
    arguments: { ApiEndpoint: 'abc123.execute-api.us-east-2.amazonaws.com', Method: 'GET' },
    needs: [],
    source: 'guide, API Gateway: NO_AUTH unless given',
  },
];

/** A state of a Resource with arguments in JSONata. */
function step(resource: string, given: unknown = {}): string {
  const state = {
    Type: 'Task',
    QueryLanguage: 'JSONata',
    Resource: `arn:aws:states:::${resource}`,
    Arguments: given,
    End: true,
  };
  return `- { name: S, state: ${JSON.stringify(state)} }`;
}

function written({ actions, resources, condition }: Statement): string {
  const suffix = condition ? ` if ${JSON.stringify(condition)}` : '';
  const short = resources.map((arn) => arn.replace(/^arn:aws:([^:]+):eu-west-1:123456789012:/, '@$1:'));
  return `${actions.join(' ')} on ${short.join(' ')}${suffix}`;
}

async function needsOf(steps: string): Promise<string[]> {
  const { stateMachine } = await blueprintOf(withSteps(steps));
  return stateMachine.role.statements.map(written);
}

describe('the role allows for', () => {
  it.each(rows)('$resource $arguments ($source)', async ({ resource, arguments: given, needs }) => {
    expect(await needsOf(step(resource, given))).toEqual(needs);
  });

  it('all integrations of Step Functions, each with a row', () => {
    const tested = new Set(rows.map(({ resource }) => resource.split(':')[0]));
    expect([...tested].sort()).toEqual(Object.keys(optimised).sort());
  });
});

describe('the role for an integration of which only the run knows on what', () => {
  const operations = Object.entries(optimised).flatMap(([service, all]) =>
    Object.keys(all).map((operation) => `${service}:${operation}`),
  );
  const needsNothing = new Set(['eks:runJob', 'eks:call']);
  /** Their arguments say nothing of what they are allowed on. */
  const isAlwaysTheSame = new Set([
    'athena:getQueryExecution',
    'athena:stopQueryExecution',
    'batch:submitJob',
    'emr-containers:createVirtualCluster',
    'emr-serverless:createApplication',
  ]);

  it.each(operations.filter((one) => !needsNothing.has(one)))('%s says so', async (resource) => {
    const { stateMachine, warnings } = await blueprintOf(withSteps(step(resource, '{% $states.input %}')));
    const { statements } = stateMachine.role;
    const reasons = statements.filter(({ resources }) => resources.includes('*')).map(({ reason }) => reason);
    expect(statements).not.toEqual([]);
    expect(reasons.filter((reason) => !/^step S: \w/.test(reason))).toEqual([]);
    expect(warnings.length > 0).toBe(!isAlwaysTheSame.has(resource));
  });
});
