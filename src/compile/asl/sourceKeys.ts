/** How fields of ASL are written in a step. */
import type { Step } from '../../workflow/step.ts';
import type { Path } from '../../workflow/workflow.ts';

/** The ways in which one key may be written, the likeliest first. */
type Ways = readonly (string | number)[];

/** From a path inside of the step's state to the keys that it is written with, from the step on. */
export function keysOf(step: Step, path: Path): readonly Ways[] {
  const [field, ...rest] = path;
  if (step.kind === 'state' && typeof field === 'string' && field in step.state) {
    return [['state'], ...path.map((key) => [key])];
  }
  if (step.kind === 'choice' && field === 'Choices') return keysOfRule(rest);
  const plain = path.map(plainOf);
  const found = ownKeys[step.kind]?.find(({ from }) => from.every((key, index) => key === plain[index]));
  if (!found) return path.map(waysOf);
  return [...found.to, ...path.slice(found.from.length).map(waysOf)];
}

/** The field that a key gives a value to, whatever the query language calls it. */
function plainOf(key: string | number): string | number {
  return key === 'Parameters' ? 'Arguments' : typeof key === 'number' ? key : key.replace(/(\.\$|Path)$/, '');
}

function keysOfRule([index = 0, field = '', ...rest]: Path): readonly Ways[] {
  if (field === 'Condition') return [['choice'], [index], ['when']];
  const isRule = /^(|Next|Assign|Output|Comment)$/.test(String(field));
  return [['choice'], [index], ...(isRule ? [] : [['when']]), ...[field, ...rest].map(waysOf)];
}

interface OwnKey {
  readonly from: readonly string[];
  readonly to: readonly Ways[];
}

const own = (from: string, ...to: readonly Ways[]): OwnKey => ({ from: from.split('/'), to });
const inMap = (field: string): OwnKey => own(field, ['map'], waysOf(field));

/** What a kind of step has under a key of its own. */
const ownKeys: Partial<Record<Step['kind'], readonly OwnKey[]>> = {
  function: [
    own('Resource', ['function']),
    own('Arguments/FunctionName', ['function']),
    own('Arguments/Payload', ['payload']),
  ],
  service: [own('Resource', ['service'])],
  workflow: [
    own('Resource', ['workflow']),
    own('Arguments/StateMachineArn', ['workflow']),
    own('Arguments/Input', ['input']),
  ],
  activity: [own('Resource', ['activity'])],
  http: [
    own('Resource', ['http']),
    own('Arguments/ApiEndpoint', ['http'], ['url']),
    own('Arguments/Authentication', ['http'], ['connection']),
    own('Arguments/QueryParameters', ['http'], ['query']),
    own('Arguments/RequestBody', ['http'], ['body']),
    own('Arguments', ['http']),
  ],
  pass: [own('Output', ['output', 'pass']), own('Result', ['pass'])],
  succeed: [own('Output', ['output', 'succeed'])],
  wait: [own('Timestamp', ['wait'], ['until']), own('Seconds', ['wait'])],
  fail: [own('Error', ['fail'], ['error', 'errorPath']), own('Cause', ['fail'], ['cause', 'causePath'])],
  map: [
    ...['Items', 'ItemSelector', 'ItemReader', 'ItemBatcher', 'ResultWriter', 'Label'].map(inMap),
    ...['MaxConcurrency', 'ToleratedFailureCount', 'ToleratedFailurePercentage'].map(inMap),
  ],
};

/** `MaxDelaySeconds` may be `maxDelay`, `RoleArn.$` may be `roleArn`; what is inside of data stays as it is. */
function waysOf(key: string | number): Ways {
  if (typeof key === 'number') return [key];
  const camel = key.charAt(0).toLowerCase() + key.slice(1).replace(/\.\$$/, '');
  return [key, camel, camel.replace(/(Seconds)?(Path)?$/, ''), camel.replace(/^cSV/, 'csv')];
}
