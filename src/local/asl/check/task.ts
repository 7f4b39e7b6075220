import type { JsonObject } from '../../../json.ts';
import { isObject } from '../../../json.ts';
import { member } from '../definition.ts';
import type { StateMachineType } from '../environment.ts';
import { parseResource } from '../resource.ts';
import type { Report } from './report.ts';

/** Resource, Credentials, and what an express state machine may not wait for. */
export function checkTask(
  definition: JsonObject,
  type: StateMachineType,
  location: string,
  report: Report,
): void {
  checkResource(definition, type, location, report);
  const credentials = member(definition, 'Credentials');
  if (isObject(credentials) && !('RoleArn' in credentials) && !('RoleArn.$' in credentials)) {
    report.schema(`${location}/Credentials`, "The field 'RoleArn' is required but was missing");
  }
  const [timeout, heartbeat] = [member(definition, 'TimeoutSeconds'), member(definition, 'HeartbeatSeconds')];
  if (typeof timeout === 'number' && typeof heartbeat === 'number' && heartbeat >= timeout) {
    report.schema(location, 'HeartbeatSeconds must be smaller than TimeoutSeconds');
  }
}

function checkResource(
  definition: JsonObject,
  type: StateMachineType,
  location: string,
  report: Report,
): void {
  const value = member(definition, 'Resource');
  if (value === undefined) {
    report.schema(location, "The field 'Resource' is required but was missing");
    return;
  }
  const resource = typeof value === 'string' ? parseResource(value) : undefined;
  if (resource === undefined) {
    report.schema(`${location}/Resource`, 'Value is not a valid resource ARN');
    return;
  }
  if (type !== 'EXPRESS') return;
  if (resource.kind === 'activity') {
    report.schema(`${location}/Resource`, 'Express state machine does not support Activity ARN');
  } else if (resource.kind === 'service' && resource.pattern !== 'request') {
    // AWS's message ends in a blank.
    report.schema(
      `${location}/Resource`,
      `Express state machine does not support '.${resource.pattern}' service integration `,
    );
  }
}
