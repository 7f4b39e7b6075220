import type { JsonObject } from '../../../json.ts';
import { perform } from '../attempt.ts';
import { object, required, text } from '../definition.ts';
import type { QueryLanguage } from '../definition.ts';
import { activityEvents } from '../events/activity.ts';
import { functionEvents } from '../events/lambda.ts';
import { serviceEvents } from '../events/task.ts';
import type { ScheduledTask, TaskEvents } from '../events/task-events.ts';
import { compileFlow } from '../fields/flow.ts';
import { numberField } from '../fields/number.ts';
import { stringField } from '../fields/string.ts';
import type { StringField } from '../fields/string.ts';
import { recover } from '../recovery.ts';
import { compileRecovery } from '../recovery-fields.ts';
import { parseResource } from '../resource.ts';
import type { TaskResource } from '../resource.ts';
import type { TaskCall } from '../task-runner.ts';
import type { Visit } from '../visit.ts';
import { nextOf } from './next.ts';
import type { StateCompiler } from './compiler.ts';

/** Task: has its resource called, as often as Retry allows. */
export const compileTask: StateCompiler = (name, definition, { language }) => {
  const arn = required(text(definition, 'Resource'), 'Resource');
  const resource = required(parseResource(arn), 'Resource');
  const flow = compileFlow(definition, language);
  const prepare = compileLimits(definition, language);
  const recovery = compileRecovery(definition, language);
  const events = eventsOf(resource);
  const next = nextOf(definition);
  return {
    name,
    type: 'Task',
    run: (visit) =>
      recover(recovery, visit, async () => {
        const token = takesToken(resource) ? visit.frame.run.environment.tasks.newToken() : undefined;
        visit.renew(token);
        const taken = await flow.take(visit);
        const limits = await prepare(visit);
        const call: TaskCall = {
          state: name,
          resource,
          arguments: taken.arguments,
          ...limits,
          ...(token !== undefined && { token }),
        };
        const result = await perform(visit, { call, events, scheduled: scheduledTask(visit, call) });
        return { ...(await flow.give(visit, taken, result)), ...next };
      }),
  };
};

function eventsOf(resource: TaskResource): TaskEvents {
  if (resource.kind === 'function') return functionEvents(resource);
  return resource.kind === 'activity' ? activityEvents(resource) : serviceEvents(resource);
}

function takesToken(resource: TaskResource): boolean {
  return resource.kind === 'activity' || (resource.kind === 'service' && resource.pattern !== 'request');
}

type Limits = Pick<TaskCall, 'timeoutSeconds' | 'heartbeatSeconds' | 'credentialsRoleArn'>;

function compileLimits(definition: JsonObject, language: QueryLanguage): (visit: Visit) => Promise<Limits> {
  const timeout = numberField(definition, 'TimeoutSeconds', language);
  const heartbeat = numberField(definition, 'HeartbeatSeconds', language);
  const role = compileCredentials(object(definition, 'Credentials'), language);
  return async (visit) => {
    const timeoutSeconds = await timeout(visit);
    const heartbeatSeconds = await heartbeat(visit);
    const credentialsRoleArn = await role?.(visit);
    return {
      ...(timeoutSeconds !== undefined && { timeoutSeconds }),
      ...(heartbeatSeconds !== undefined && { heartbeatSeconds }),
      ...(credentialsRoleArn !== undefined && { credentialsRoleArn }),
    };
  };
}

function compileCredentials(
  definition: JsonObject | undefined,
  language: QueryLanguage,
): StringField | undefined {
  return definition && stringField(definition, 'RoleArn', language, 'RoleArn.$');
}

/** Where the resource names no region, the work is done in the execution's. */
function scheduledTask(visit: Visit, call: TaskCall): ScheduledTask {
  const region = visit.frame.run.environment.execution.arn.split(':')[3] ?? '';
  return {
    arguments: visit.frame.run.text(call.arguments),
    region,
    ...(call.timeoutSeconds !== undefined && { timeout: call.timeoutSeconds }),
    ...(call.heartbeatSeconds !== undefined && { heartbeat: call.heartbeatSeconds }),
    ...(call.credentialsRoleArn !== undefined && { credentialsRoleArn: call.credentialsRoleArn }),
  };
}
