/** The keys that requests are signed with: temporary ones of role sessions, lasting ones of users and root. */
import { randomBytes } from 'node:crypto';
import type { Clock } from '../../clock.ts';
import type { AccessKey, Credentials, Session, Signer } from '../cloud.ts';
import { idPrefix, uniqueId } from './unique-id.ts';

export interface IssuedKey extends AccessKey {
  readonly accessKeyId: string;
  readonly created: Date;
  isActive: boolean;
}

/** How long a function's keys live. */
const defaultLifeSeconds = 12 * 60 * 60;

export class Keyring {
  readonly #clock: Clock;
  readonly #keys = new Map<string, IssuedKey>();

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  issue(session: Session, lifeSeconds = defaultLifeSeconds): Credentials {
    const expires = this.#clock.now() + lifeSeconds * 1000;
    const sessionToken = `IQoJb3JpZ2luX2Vj${randomBytes(264).toString('base64')}`;
    const { accessKeyId, secretAccessKey } = this.#add(idPrefix.temporaryKey, {
      owner: { kind: 'session', session },
      sessionToken,
      expires,
    });
    return { accessKeyId, secretAccessKey, sessionToken, expiration: new Date(expires) };
  }

  issueLasting(owner: Signer): IssuedKey {
    return this.#add(idPrefix.lastingKey, { owner });
  }

  find(accessKeyId: string): IssuedKey | undefined {
    return this.#keys.get(accessKeyId);
  }

  /** Those that are still good for something. */
  all(): readonly IssuedKey[] {
    const now = this.#clock.now();
    return [...this.#keys.values()].filter(({ expires }) => expires === undefined || expires > now);
  }

  ofRoot(account: string): IssuedKey | undefined {
    return this.all().find(({ owner }) => owner.kind === 'root' && owner.account === account);
  }

  /** Takes in a key that was issued earlier. */
  restore(key: IssuedKey): void {
    this.#keys.set(key.accessKeyId, key);
  }

  #add(prefix: string, key: Omit<AccessKey, 'secretAccessKey' | 'isActive'>): IssuedKey {
    const issued = {
      ...key,
      accessKeyId: uniqueId(prefix, 16),
      secretAccessKey: randomBytes(30).toString('base64'),
      created: new Date(this.#clock.now()),
      isActive: true,
    };
    this.#keys.set(issued.accessKeyId, issued);
    return issued;
  }
}
