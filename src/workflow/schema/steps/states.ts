/** What Step Functions itself has by name. */
import { arnPattern, textLike } from '../arn.ts';
import { expression } from './expression.ts';

/**
 * Names that Step Functions takes, substitutions included [API reference, CreateStateMachine and CreateActivity: no white
 * space, brackets, wildcards, special characters].
 */
const name = String.raw`(?:[^\s<>{}[\]?*"#%\\^|~$&,;:/\x60]|\$\{[^}]+\})+`;

export const stateMachineName = textLike(
  [arnPattern('states', String.raw`stateMachine:\S+`), `${name}(:${name})?`, expression],
  'the name or the ARN of a state machine',
  'It reads NAME, NAME:ALIAS or arn:PARTITION:states:REGION:ACCOUNT:stateMachine:NAME',
);

export const activityName = textLike(
  [arnPattern('states', `activity:${name}`), name],
  'the name or the ARN of an activity',
  'It reads NAME or arn:PARTITION:states:REGION:ACCOUNT:activity:NAME',
);
