/** Operations of Lambda that are not here (the SDK's model; a test compares). */
import type { Address } from '../service.ts';

const mappings = '/2015-03-31/event-source-mappings';
const mapping = `${mappings}/{UUID}`;
const policy = '/2026-07-09/resource-policy/{ResourceArn}';
const providers = '/2025-11-30/capacity-providers';
const provider = `${providers}/{CapacityProviderName}`;
const scaling = '/2025-11-30/functions/{FunctionName}/function-scaling-config';
const durable = '/2025-12-01/durable-executions/{DurableExecutionArn}';
const callback = '/2025-12-01/durable-execution-callbacks/{CallbackId}';

export const absent: readonly Address[] = [
  { method: 'POST', path: mappings, name: 'CreateEventSourceMapping' },
  { method: 'GET', path: mappings, name: 'ListEventSourceMappings' },
  { method: 'GET', path: mapping, name: 'GetEventSourceMapping' },
  { method: 'PUT', path: mapping, name: 'UpdateEventSourceMapping' },
  { method: 'DELETE', path: mapping, name: 'DeleteEventSourceMapping' },
  { method: 'GET', path: policy, name: 'GetResourcePolicy' },
  { method: 'PUT', path: policy, name: 'PutResourcePolicy' },
  { method: 'DELETE', path: policy, name: 'DeleteResourcePolicy' },
  { method: 'POST', path: providers, name: 'CreateCapacityProvider' },
  { method: 'GET', path: providers, name: 'ListCapacityProviders' },
  { method: 'GET', path: provider, name: 'GetCapacityProvider' },
  { method: 'PUT', path: provider, name: 'UpdateCapacityProvider' },
  { method: 'DELETE', path: provider, name: 'DeleteCapacityProvider' },
  { method: 'GET', path: `${provider}/function-versions`, name: 'ListFunctionVersionsByCapacityProvider' },
  { method: 'GET', path: scaling, name: 'GetFunctionScalingConfig' },
  { method: 'PUT', path: scaling, name: 'PutFunctionScalingConfig' },
  {
    method: 'GET',
    path: '/2025-12-01/functions/{FunctionName}/durable-executions',
    name: 'ListDurableExecutionsByFunction',
  },
  { method: 'GET', path: durable, name: 'GetDurableExecution' },
  { method: 'GET', path: `${durable}/history`, name: 'GetDurableExecutionHistory' },
  { method: 'GET', path: `${durable}/state`, name: 'GetDurableExecutionState' },
  { method: 'POST', path: `${durable}/checkpoint`, name: 'CheckpointDurableExecution' },
  { method: 'POST', path: `${durable}/stop`, name: 'StopDurableExecution' },
  { method: 'POST', path: `${callback}/fail`, name: 'SendDurableExecutionCallbackFailure' },
  { method: 'POST', path: `${callback}/heartbeat`, name: 'SendDurableExecutionCallbackHeartbeat' },
  { method: 'POST', path: `${callback}/succeed`, name: 'SendDurableExecutionCallbackSuccess' },
];
