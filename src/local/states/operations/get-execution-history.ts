import type { GetExecutionHistoryInput, GetExecutionHistoryOutput } from '@aws-sdk/client-sfn';
import { operation, type Call, type Wire } from '../../service.ts';
import type { StatesBackend } from '../backend.ts';
import { checkMembers, required, text } from '../constraints.ts';
import { eventWithoutData } from '../event-data.ts';
import { page, pageMembers } from '../page.ts';

export const getExecutionHistory = operation(
  (
    backend: StatesBackend,
    { input, caller }: Call<Wire<GetExecutionHistoryInput>>,
  ): GetExecutionHistoryOutput => {
    checkMembers(input, { ...pageMembers(1024), executionArn: required(text(1, 256)) });
    const { executionArn = '', reverseOrder = false, includeExecutionData = true } = input;
    const { history } = backend.region(caller).execution(executionArn);
    const { items, nextToken } = page(history.ids(reverseOrder), input, reverseOrder);
    const events = items.map((id) => history.event(id));
    return { events: includeExecutionData ? events : events.map(eventWithoutData), nextToken };
  },
);
