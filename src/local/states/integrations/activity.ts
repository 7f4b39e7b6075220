/** `Resource: arn:aws:states:…:activity:NAME`: a worker takes the task and answers with its token. */
import { InvalidTask } from '../../asl/index.ts';
import type { Integration } from './integration.ts';

export const runActivity: Integration = async ({ backend, home, call, facts, signal }) => {
  const { arn } = call.resource;
  const activity = backend.region(home).activities.get(arn);
  if (!activity || call.token === undefined) throw new InvalidTask(`The activity ${arn} does not exist.`);
  const { token } = call;
  const heartbeat = (): void => {
    facts.heartbeat();
  };
  let takeBack = (): void => undefined;
  try {
    const schedule = (): void => {
      facts.scheduled();
      const started = (workerName?: string): void => {
        facts.started(workerName);
      };
      takeBack = activity.schedule({ token, input: JSON.stringify(call.arguments), started });
    };
    return await backend.untilAnswered(() => backend.tokens.during(token, { heartbeat, signal }, schedule));
  } finally {
    takeBack();
  }
};
