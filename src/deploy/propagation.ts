/** New roles are unknown to other services for a while: one request probes, the others wait for its answer. */
import { isPropagation, propagationBoundMs, untilAccepted, type Patience } from '../aws/patience.ts';
import { exitCode, UserError } from '../errors.ts';

/**
 * Requests that act as roles made a moment ago go through a gate. The first one tries until its role is accepted, for
 * at most 60 s; only then do the others try, each with a bound of its own. So waiting costs the requests of one.
 */
export class PropagationGate {
  readonly #patience: Patience;
  #probe: Promise<void> | undefined;

  constructor(patience: Patience) {
    this.#patience = patience;
  }

  /** `roleArn` is what the request acts as, for the message when it is never accepted. */
  async pass<T>(roleArn: string, request: () => Promise<T>): Promise<T> {
    const send = () => untilTrusted(this.#patience, { roleArn, service: 'lambda.amazonaws.com' }, request);
    if (this.#probe) {
      await this.#probe;
      return send();
    }
    const attempt = send();
    // What became of the probe is its caller's business; the others only wait until it is over.
    this.#probe = attempt.then(
      () => undefined,
      () => undefined,
    );
    return attempt;
  }
}

/**
 * Repeats a request until its role is known to the service, bounded. Throws UserError that names the role and what it
 * lacks when it never is.
 */
export async function untilTrusted<T>(
  patience: Patience,
  { roleArn, service }: { readonly roleArn: string; readonly service: string },
  request: () => Promise<T>,
): Promise<T> {
  try {
    return await untilAccepted(patience, isPropagation, request);
  } catch (thrown) {
    if (!isPropagation(thrown)) throw thrown;
    throw new UserError(
      {
        what: `${service} cannot assume the role ${roleArn}, after ${propagationBoundMs / 1_000} s of trying`,
        hint: `Its trust policy must allow sts:AssumeRole to ${service}`,
      },
      exitCode.refused,
    );
  }
}
