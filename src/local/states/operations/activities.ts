/** Activities: the resource, and the tasks that its workers take. */
import type {
  CreateActivityInput,
  CreateActivityOutput,
  DeleteActivityInput,
  DeleteActivityOutput,
  DescribeActivityInput,
  DescribeActivityOutput,
  GetActivityTaskInput,
  GetActivityTaskOutput,
  ListActivitiesInput,
  ListActivitiesOutput,
} from '@aws-sdk/client-sfn';
import { operation, type Call, type Wire } from '../../service.ts';
import { Activity, type ActivityTask } from '../activity.ts';
import { requireArn, statesArn } from '../arn.ts';
import type { StatesBackend } from '../backend.ts';
import { checkMembers, required, text } from '../constraints.ts';
import { checkName } from '../names.ts';
import { page, pageMembers } from '../page.ts';
import { readEncryption } from '../settings.ts';
import { tagMembers, writeTags } from '../tags.ts';

/** An activity that is there already is answered again. */
export const createActivity = operation(
  (backend: StatesBackend, { input, caller }: Call<Wire<CreateActivityInput>>): CreateActivityOutput => {
    checkMembers(input, { ...tagMembers, name: required(text(1, 80)) });
    const { name = '', tags = [] } = input;
    checkName(name);
    readEncryption(input.encryptionConfiguration);
    const { activities } = backend.region(caller);
    const arn = statesArn(caller, 'activity', name);
    const activity = activities.get(arn) ?? new Activity(arn, name, backend.clock.now());
    if (!activities.has(arn)) writeTags(activity.tags, tags);
    activities.set(arn, activity);
    return { activityArn: arn, creationDate: new Date(activity.creationDate) };
  },
);

export const describeActivity = operation(
  (backend: StatesBackend, { input, caller }: Call<Wire<DescribeActivityInput>>): DescribeActivityOutput => {
    checkMembers(input, { activityArn: required(text(1, 256)) });
    const { arn, name, creationDate } = backend.region(caller).activity(input.activityArn ?? '');
    return {
      activityArn: arn,
      name,
      creationDate: new Date(creationDate),
      encryptionConfiguration: { type: 'AWS_OWNED_KEY' },
    };
  },
);

export const deleteActivity = operation(
  (backend: StatesBackend, { input, caller }: Call<Wire<DeleteActivityInput>>): DeleteActivityOutput => {
    checkMembers(input, { activityArn: required(text(1, 256)) });
    const arn = input.activityArn ?? '';
    requireArn(arn, 'activity');
    backend.region(caller).activities.delete(arn);
    return {};
  },
);

export const listActivities = operation(
  (backend: StatesBackend, { input, caller }: Call<Wire<ListActivitiesInput>>): ListActivitiesOutput => {
    checkMembers(input, pageMembers());
    const { items, nextToken } = page([...backend.region(caller).activities.values()], input);
    return {
      activities: items.map(({ arn, name, creationDate }) => ({
        activityArn: arn,
        name,
        creationDate: new Date(creationDate),
      })),
      nextToken,
    };
  },
);

/** How long a worker waits for a task (API reference, GetActivityTask). */
const pollMs = 60_000;

/** The next task; nothing where none came in a minute. */
export const getActivityTask = operation(
  async (
    backend: StatesBackend,
    { input, caller, signal }: Call<Wire<GetActivityTaskInput>>,
  ): Promise<GetActivityTaskOutput> => {
    checkMembers(input, { activityArn: required(text(1, 256)), workerName: text(1, 80) });
    const activity = backend.region(caller).activity(input.activityArn ?? '');
    const task = await poll(backend, activity, signal);
    task?.started(input.workerName);
    return { taskToken: task?.token, input: task?.input };
  },
);

async function poll(
  backend: StatesBackend,
  activity: Activity,
  gone: AbortSignal,
): Promise<ActivityTask | undefined> {
  const over = new AbortController();
  const signal = AbortSignal.any([gone, over.signal, backend.closing]);
  const deadline = backend.cloud.clock.sleep(pollMs, signal).then(
    () => {
      over.abort(new Error('no task came'));
    },
    () => undefined,
  );
  try {
    return await activity.next(signal);
  } catch {
    return undefined;
  } finally {
    over.abort();
    await deadline;
  }
}
