/** Where the lease of a stage hangs: a tag on the state machine's role, or, where that is the user's, on the machine itself. */
import {
  CreateRoleCommand,
  ListRoleTagsCommand,
  TagRoleCommand,
  UntagRoleCommand,
} from '@aws-sdk/client-iam';
import { ListTagsForResourceCommand, TagResourceCommand, UntagResourceCommand } from '@aws-sdk/client-sfn';
import { abortable, type Aws } from '../aws/connection.ts';
import { errorCode, orUndefined } from '../aws/errors.ts';
import type { Blueprint, RoleBlueprint } from '../compile/blueprint.ts';
import { creationOf } from './role.ts';

const leaseTag = 'stepline:lease';

/** What a lease needs to know of a stage. */
export type Held = Pick<Blueprint, 'tags' | 'stateMachine'>;

export interface LeaseHolder {
  /** The lease, when some deploy holds it or has died with it. */
  read(signal: AbortSignal): Promise<string | undefined>;
  write(lease: string, signal: AbortSignal): Promise<void>;
  clear(): Promise<void>;
  /** Makes the holder with the lease on it, which only one can do; false when it stands, or is not made here. */
  make(lease: string, signal: AbortSignal): Promise<boolean>;
}

export function leaseHolder(aws: Aws, { tags, stateMachine }: Held): LeaseHolder {
  return stateMachine.role.isGiven
    ? onStateMachine(aws, stateMachine.arn)
    : onRole(aws, stateMachine.role, tags);
}

/** Before a first deploy there is no role: making it is taking the lease. */
function onRole({ iam }: Aws, role: RoleBlueprint, tags: Blueprint['tags']): LeaseHolder {
  const RoleName = role.name;
  return {
    async read(signal) {
      const answer = await orUndefined(iam.send(new ListRoleTagsCommand({ RoleName }), abortable(signal)));
      return answer?.Tags?.find(({ Key }) => Key === leaseTag)?.Value;
    },
    async write(lease, signal) {
      const Tags = [{ Key: leaseTag, Value: lease }];
      await iam.send(new TagRoleCommand({ RoleName, Tags }), abortable(signal));
    },
    async clear() {
      await orUndefined(iam.send(new UntagRoleCommand({ RoleName, TagKeys: [leaseTag] })));
    },
    async make(lease, signal) {
      const command = new CreateRoleCommand(creationOf(role, { ...tags, [leaseTag]: lease }));
      try {
        await iam.send(command, abortable(signal));
        return true;
      } catch (thrown) {
        if (!errorCode(thrown)?.startsWith('EntityAlreadyExists')) throw thrown;
        return false;
      }
    },
  };
}

/** Before a first deploy there is nothing to hang it on: of two, CreateStateMachine refuses the later one's definition. */
function onStateMachine({ sfn }: Aws, resourceArn: string): LeaseHolder {
  return {
    async read(signal) {
      const answer = await orUndefined(
        sfn.send(new ListTagsForResourceCommand({ resourceArn }), abortable(signal)),
      );
      return answer?.tags?.find(({ key }) => key === leaseTag)?.value;
    },
    async write(lease, signal) {
      const tags = [{ key: leaseTag, value: lease }];
      await orUndefined(sfn.send(new TagResourceCommand({ resourceArn, tags }), abortable(signal)));
    },
    async clear() {
      await orUndefined(sfn.send(new UntagResourceCommand({ resourceArn, tagKeys: [leaseTag] })));
    },
    make: () => Promise.resolve(false),
  };
}
