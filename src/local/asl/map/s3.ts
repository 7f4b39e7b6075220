import { isObject } from '../../../json.ts';
import type { Json, JsonObject } from '../../../json.ts';
import { parseResource } from '../resource.ts';
import type { TaskFacts } from '../task-runner.ts';
import type { Visit } from '../visit.ts';

/** These calls leave no events in the history. */
const unrecorded: TaskFacts = {
  scheduled: () => undefined,
  started: () => undefined,
  submitted: () => undefined,
  heartbeat: () => undefined,
};

/** Has an S3 call made with the execution's role, as readers and writers of items do. Rejects with TaskFailure. */
export async function callS3(visit: Visit, action: string, args: Json): Promise<JsonObject> {
  const { environment } = visit.frame.run;
  const partition = environment.execution.arn.split(':')[1] ?? 'aws';
  const resource = parseResource(`arn:${partition}:states:::s3:${action}`);
  if (resource === undefined) throw new Error(`There is no resource s3:${action}`);
  const response = await environment.tasks.run({ resource, arguments: args }, unrecorded, visit.frame.signal);
  return isObject(response) ? response : {};
}
