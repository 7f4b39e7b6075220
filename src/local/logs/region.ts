/** The log groups of one account in one region. */
import type { ResourcePolicy } from '@aws-sdk/client-cloudwatch-logs';
import { alreadyExists, invalidParameter, notFound } from './errors.ts';
import { LogGroup } from './group.ts';
import { checkedName } from './input.ts';

/** How operations name a group: by its name, or by its name or ARN. */
export interface GroupReference {
  readonly logGroupName?: string | undefined;
  readonly logGroupIdentifier?: string | undefined;
}

export class LogRegion {
  readonly #byName = new Map<string, LogGroup>();
  /** By name. */
  readonly resourcePolicies = new Map<string, ResourcePolicy>();

  /** In the order of their names. */
  get groups(): readonly LogGroup[] {
    return [...this.#byName.values()].sort((a, b) => (a.settings.name < b.settings.name ? -1 : 1));
  }

  find(name: string): LogGroup | undefined {
    return this.#byName.get(name);
  }

  /** Throws InvalidParameterException, ResourceNotFoundException. */
  group(name: string | undefined): LogGroup {
    const group = this.#byName.get(checkedName('logGroupName', name));
    if (!group) throw notFound('log group');
    return group;
  }

  /** As `group`, by whichever of the two members a request has. */
  referred({ logGroupName, logGroupIdentifier }: GroupReference): LogGroup {
    if (logGroupIdentifier === undefined) return this.group(logGroupName);
    if (logGroupName !== undefined) {
      throw invalidParameter('LogGroup name and LogGroup identifier are mutually exclusive parameters.');
    }
    return this.group(nameOf(logGroupIdentifier));
  }

  /** Throws ResourceAlreadyExistsException. */
  add(group: LogGroup): void {
    if (this.#byName.has(group.settings.name)) throw alreadyExists('log group');
    this.#byName.set(group.settings.name, group);
  }

  remove(group: LogGroup): void {
    this.#byName.delete(group.settings.name);
  }
}

/** The name in a group's ARN, with or without `:*` at its end; other text is a name already. */
export function nameOf(identifier: string): string {
  return identifier.replace(/^arn:[^:]*:logs:[^:]*:[^:]*:log-group:/, '').replace(/:\*$/, '');
}
