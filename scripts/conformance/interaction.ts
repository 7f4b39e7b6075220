/** What the recorder did while an execution was waiting: it took the task's token from a queue and answered. */
import { setTimeout as sleep } from 'node:timers/promises';
import { isObject, type Json, type JsonObject } from '../../src/json.ts';
import { toJson, type Clients } from './clients.ts';
import type { ExecutionRow } from './execution.ts';

/** Does what the row says. Side effects that were only looked at are of no concern. */
export async function interact(clients: Clients, { interaction }: ExecutionRow): Promise<void> {
  const steps = interaction ?? [];
  if (!steps.some(({ operation }) => operation.startsWith('send_task_'))) return;
  let received: JsonObject = {};
  for (const { service, operation, params } of steps) {
    if (operation === 'receive_message') received = await receive(clients, params);
    else if (operation === 'delete_message') {
      await clients.call(service, operation, { ...params, ReceiptHandle: received.ReceiptHandle });
    } else {
      await clients.call(service, operation, { ...params, taskToken: tokenIn(received.Body ?? null) });
    }
  }
}

async function receive(clients: Clients, params: JsonObject): Promise<JsonObject> {
  for (;;) {
    const answer = await clients.call('sqs', 'receive_message', params);
    if (answer.kind === 'error') throw new Error(`receive_message: ${answer.code}: ${answer.message}`);
    const { Messages: [message] = [] } = toJson(answer.value) as { Messages?: readonly JsonObject[] };
    if (message) return message;
    await sleep(50);
  }
}

/** The token in a message's text, as it is or in what a topic wraps around it. */
function tokenIn(body: Json): Json {
  const value = typeof body === 'string' ? (JSON.parse(body) as Json) : body;
  if (!isObject(value)) return null;
  return value.TaskToken ?? (value.Message === undefined ? null : tokenIn(value.Message));
}
