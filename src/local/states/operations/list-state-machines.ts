import type { ListStateMachinesInput, ListStateMachinesOutput } from '@aws-sdk/client-sfn';
import { operation, type Call, type Wire } from '../../service.ts';
import type { StatesBackend } from '../backend.ts';
import { checkMembers } from '../constraints.ts';
import { page, pageMembers } from '../page.ts';

export const listStateMachines = operation(
  (
    backend: StatesBackend,
    { input, caller }: Call<Wire<ListStateMachinesInput>>,
  ): ListStateMachinesOutput => {
    checkMembers(input, pageMembers());
    const machines = [...backend.region(caller).stateMachines.values()];
    machines.sort((a, b) => (a.name < b.name ? -1 : 1));
    const { items, nextToken } = page(machines, input);
    return {
      stateMachines: items.map(({ arn, name, type, creationDate }) => ({
        stateMachineArn: arn,
        name,
        type,
        creationDate: new Date(creationDate),
      })),
      nextToken,
    };
  },
);
