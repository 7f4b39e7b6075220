/** The optimised integrations of Step Functions [developer guide, "Integrating optimized services" and each service's page]. */

/** How a Task state waits: not at all, for the job, for it with its output parsed, or for a callback. */
export type Pattern = 'request' | 'sync' | 'sync:2' | 'waitForTaskToken';

const request: readonly Pattern[] = ['request'];
const job: readonly Pattern[] = ['request', 'sync'];
const callback: readonly Pattern[] = ['request', 'waitForTaskToken'];
const every: readonly Pattern[] = ['request', 'sync', 'waitForTaskToken'];

/** Patterns by service and operation. Where the guide's table and a service's page differ, the wider of the two. */
export const optimised: Readonly<Record<string, Readonly<Record<string, readonly Pattern[]>>>> = {
  apigateway: { invoke: callback },
  athena: {
    startQueryExecution: job,
    stopQueryExecution: request,
    getQueryExecution: request,
    getQueryResults: request,
  },
  batch: { submitJob: job },
  bedrock: { invokeModel: callback, createModelCustomizationJob: every },
  bedrockagentcore: { invokeHarness: request },
  codebuild: {
    startBuild: job,
    stopBuild: request,
    batchDeleteBuilds: request,
    batchGetReports: request,
    startBuildBatch: job,
    stopBuildBatch: request,
    retryBuildBatch: job,
    deleteBuildBatch: request,
  },
  databrew: { startJobRun: job },
  dynamodb: { getItem: request, putItem: request, updateItem: request, deleteItem: request },
  ecs: { runTask: every },
  eks: {
    createCluster: every,
    deleteCluster: every,
    createNodegroup: every,
    deleteNodegroup: every,
    createFargateProfile: every,
    deleteFargateProfile: every,
    runJob: every,
    call: callback,
  },
  elasticmapreduce: {
    createCluster: job,
    setClusterTerminationProtection: request,
    terminateCluster: job,
    addStep: job,
    cancelStep: request,
    modifyInstanceFleetByName: request,
    modifyInstanceGroupByName: request,
  },
  'emr-containers': { createVirtualCluster: request, deleteVirtualCluster: job, startJobRun: job },
  'emr-serverless': {
    createApplication: job,
    startApplication: job,
    stopApplication: job,
    deleteApplication: job,
    startJobRun: job,
    cancelJobRun: job,
  },
  events: { putEvents: callback },
  glue: { startJobRun: job },
  http: { invoke: callback },
  lambda: { invoke: callback },
  mediaconvert: { createJob: job },
  sagemaker: {
    createEndpoint: request,
    createEndpointConfig: request,
    createHyperParameterTuningJob: job,
    createLabelingJob: job,
    createModel: request,
    createProcessingJob: job,
    createTrainingJob: job,
    createTransformJob: job,
    updateEndpoint: request,
  },
  sns: { publish: callback },
  sqs: { sendMessage: callback },
  states: { startExecution: ['request', 'sync', 'sync:2', 'waitForTaskToken'] },
};
