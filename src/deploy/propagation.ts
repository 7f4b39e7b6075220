/** New roles are unknown to other services for a while: one request probes, the others wait for its answer. */
import { isPropagation, untilAccepted, type Patience } from '../aws/patience.ts';

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

  async pass<T>(request: () => Promise<T>): Promise<T> {
    if (this.#probe) {
      await this.#probe;
      return untilAccepted(this.#patience, isPropagation, request);
    }
    const attempt = untilAccepted(this.#patience, isPropagation, request);
    // What became of the probe is its caller's business; the others only wait until it is over.
    this.#probe = attempt.then(
      () => undefined,
      () => undefined,
    );
    return attempt;
  }
}
