/** Versions of state machines: publish, list, delete. */
import type {
  DeleteStateMachineVersionInput,
  DeleteStateMachineVersionOutput,
  ListStateMachineVersionsInput,
  ListStateMachineVersionsOutput,
  PublishStateMachineVersionInput,
  PublishStateMachineVersionOutput,
} from '@aws-sdk/client-sfn';
import { operation, type Call, type Wire } from '../../service.ts';
import { isVersion, parseStateMachineArn } from '../arn.ts';
import type { StatesBackend } from '../backend.ts';
import { checkMembers, required, text } from '../constraints.ts';
import { conflict, validationException } from '../errors.ts';
import { page, pageMembers } from '../page.ts';
import type { StateMachine } from '../state-machine.ts';

export const publishStateMachineVersion = operation(
  (
    backend: StatesBackend,
    { input, caller }: Call<Wire<PublishStateMachineVersionInput>>,
  ): PublishStateMachineVersionOutput => {
    checkMembers(input, { stateMachineArn: required(text(1, 256)), description: text(0, 256) });
    const machine = backend.region(caller).stateMachine(input.stateMachineArn ?? '');
    checkRevision(machine, input.revisionId);
    const { arn, creationDate } = machine.publish(backend.clock.now(), input.description);
    return { stateMachineVersionArn: arn, creationDate: new Date(creationDate) };
  },
);

function checkRevision({ revision }: StateMachine, wanted: string | undefined): void {
  const current = revision.id ?? 'INITIAL';
  if (wanted === undefined || wanted === current) return;
  throw conflict(
    `Failed to publish the State Machine version for revision ${wanted}. The current State Machine revision is ${current}.`,
  );
}

export const listStateMachineVersions = operation(
  (
    backend: StatesBackend,
    { input, caller }: Call<Wire<ListStateMachineVersionsInput>>,
  ): ListStateMachineVersionsOutput => {
    checkMembers(input, { ...pageMembers(), stateMachineArn: required(text(1, 256)) });
    const machine = backend.region(caller).stateMachine(input.stateMachineArn ?? '');
    const { items, nextToken } = page([...machine.versions.values()].reverse(), input, true);
    return {
      stateMachineVersions: items.map(({ arn, creationDate }) => ({
        stateMachineVersionArn: arn,
        creationDate: new Date(creationDate),
      })),
      nextToken,
    };
  },
);

/** A version that is not there is deleted already; one that an alias leads to stays. */
export const deleteStateMachineVersion = operation(
  (
    backend: StatesBackend,
    { input, caller }: Call<Wire<DeleteStateMachineVersionInput>>,
  ): DeleteStateMachineVersionOutput => {
    checkMembers(input, { stateMachineVersionArn: required(text(1, 2000)) });
    const versionArn = input.stateMachineVersionArn ?? '';
    const { arn, qualifier = '' } = parseStateMachineArn(versionArn);
    if (!isVersion(qualifier)) {
      throw validationException(`State machine version ARN is invalid: '${versionArn}'`);
    }
    const machine = backend.region(caller).stateMachines.get(arn);
    if (machine) deleteVersion(machine, Number(qualifier));
    return {};
  },
);

function deleteVersion({ versions, aliases }: StateMachine, number: number): void {
  const using = [...aliases.values()].filter(({ routes }) =>
    routes.some(({ version }) => version.number === number),
  );
  if (using.length > 0) {
    const names = using.map(({ name }) => name).join(', ');
    throw conflict(
      `Version to be deleted must not be referenced by an alias. Current list of aliases referencing this version: [${names}]`,
    );
  }
  versions.delete(number);
}
