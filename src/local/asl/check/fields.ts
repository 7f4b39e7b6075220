import type { QueryLanguage } from '../definition.ts';
import type { StateType } from '../state.ts';

/** Which fields a state may have: those of its type, and those of its query language that its type knows. */
const ofType: Readonly<Record<StateType, readonly string[]>> = {
  Task: ['Resource', 'TimeoutSeconds', 'HeartbeatSeconds', 'Credentials', 'Retry', 'Catch', 'Next', 'End'],
  Pass: ['Next', 'End'],
  Wait: ['Seconds', 'Timestamp', 'Next', 'End'],
  Choice: ['Choices', 'Default'],
  Succeed: [],
  Fail: ['Error', 'Cause'],
  Parallel: ['Branches', 'Retry', 'Catch', 'Next', 'End'],
  Map: [
    ...['ItemProcessor', 'Iterator', 'ItemReader', 'ItemSelector', 'ItemBatcher', 'ResultWriter', 'Label'],
    ...['MaxConcurrency', 'ToleratedFailureCount', 'ToleratedFailurePercentage'],
    ...['Retry', 'Catch', 'Next', 'End'],
  ],
};

const ofLanguage: Readonly<Record<QueryLanguage, Readonly<Record<StateType, readonly string[]>>>> = {
  JSONPath: {
    Task: [
      ...['InputPath', 'Parameters', 'ResultSelector', 'ResultPath', 'OutputPath', 'Assign'],
      ...['TimeoutSecondsPath', 'HeartbeatSecondsPath'],
    ],
    Pass: ['InputPath', 'Parameters', 'Result', 'ResultPath', 'OutputPath', 'Assign'],
    Wait: ['InputPath', 'OutputPath', 'SecondsPath', 'TimestampPath', 'Assign'],
    Choice: ['InputPath', 'OutputPath', 'Assign'],
    Succeed: ['InputPath', 'OutputPath'],
    Fail: ['ErrorPath', 'CausePath'],
    Parallel: ['InputPath', 'Parameters', 'ResultSelector', 'ResultPath', 'OutputPath', 'Assign'],
    Map: [
      ...['InputPath', 'ItemsPath', 'Parameters', 'ResultSelector', 'ResultPath', 'OutputPath', 'Assign'],
      ...['MaxConcurrencyPath', 'ToleratedFailureCountPath', 'ToleratedFailurePercentagePath'],
    ],
  },
  JSONata: {
    Task: ['Arguments', 'Output', 'Assign'],
    Pass: ['Output', 'Assign'],
    Wait: ['Output', 'Assign'],
    Choice: ['Output', 'Assign'],
    Succeed: ['Output'],
    Fail: [],
    Parallel: ['Arguments', 'Output', 'Assign'],
    Map: ['Items', 'Output', 'Assign'],
  },
};

const common = ['Type', 'Comment', 'QueryLanguage'];

export const stateTypes = Object.keys(ofType) as readonly StateType[];

export function allowedFields(type: StateType, language: QueryLanguage): ReadonlySet<string> {
  return new Set([...common, ...ofType[type], ...ofLanguage[language][type]]);
}

/** JSONPath fields that hold a path; null stands for nothing in the first three. */
export const pathFields: readonly string[] = [
  ...['InputPath', 'OutputPath', 'ResultPath', 'ItemsPath', 'SecondsPath', 'TimestampPath'],
  ...['TimeoutSecondsPath', 'HeartbeatSecondsPath', 'MaxConcurrencyPath'],
  ...['ToleratedFailureCountPath', 'ToleratedFailurePercentagePath'],
];

/** JSONPath fields whose `name.$` members are paths or intrinsic functions. */
export const templateFields: readonly string[] = ['Parameters', 'ResultSelector', 'ItemSelector', 'Assign'];

/** JSONata fields that may hold expressions anywhere within. */
export const expressionFields: readonly string[] = [
  ...['Arguments', 'Output', 'Assign', 'Items', 'ItemSelector', 'Seconds', 'Timestamp', 'Error', 'Cause'],
  ...[
    'TimeoutSeconds',
    'HeartbeatSeconds',
    'MaxConcurrency',
    'ToleratedFailureCount',
    'ToleratedFailurePercentage',
  ],
];
