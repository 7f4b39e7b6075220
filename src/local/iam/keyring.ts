/** The temporary keys of role sessions. */
import { randomBytes } from 'node:crypto';
import type { Clock } from '../../clock.ts';
import type { Credentials, Session } from '../cloud.ts';
import { AwsError } from '../errors.ts';
import { idPrefix, uniqueId } from './unique-id.ts';

interface Key {
  readonly session: Session;
  /** Milliseconds since 1970-01-01T00:00:00Z. */
  readonly expires: number;
}

/** How long a function's keys live. */
const defaultLifeSeconds = 12 * 60 * 60;

export class Keyring {
  readonly #clock: Clock;
  readonly #keys = new Map<string, Key>();

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  issue(session: Session, lifeSeconds = defaultLifeSeconds): Credentials {
    const accessKeyId = uniqueId(idPrefix.temporaryKey, 16);
    const expires = this.#clock.now() + lifeSeconds * 1000;
    this.#keys.set(accessKeyId, { session, expires });
    return {
      accessKeyId,
      secretAccessKey: randomBytes(30).toString('base64'),
      sessionToken: `IQoJb3JpZ2luX2Vj${randomBytes(264).toString('base64')}`,
      expiration: new Date(expires),
    };
  }

  /**
   * The session that a key was issued for. An expired key stays known, so that it is refused and does not become that
   * of an unknown (that is, any) user: throws ExpiredTokenException.
   */
  sessionOf(accessKeyId: string): Session | undefined {
    const key = this.#keys.get(accessKeyId);
    if (key && key.expires <= this.#clock.now()) {
      throw new AwsError(
        'ExpiredTokenException',
        'The security token included in the request is expired',
        403,
      );
    }
    return key?.session;
  }
}
