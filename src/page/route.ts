/** What the page shows, in its address behind the #; and where the things are that it shows. */

export type Route =
  | { readonly kind: 'home' }
  | { readonly kind: 'machine' | 'execution' | 'mapRun'; readonly arn: string };

/** What is no address of the page's shows all state machines. */
export function readRoute(hash: string): Route {
  const [, kind, encoded = ''] = /^#\/(machine|execution|mapRun)\/([^/]+)$/.exec(hash) ?? [];
  const arn = decoded(encoded);
  return kind === undefined || !isArn(arn) ? { kind: 'home' } : { kind: kind as 'machine', arn };
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return '';
  }
}

function isArn(text: string): boolean {
  return /^arn:aws[a-z-]*:states:[a-z0-9-]+:\d{12}:\w+:./.test(text);
}

export function linkTo(kind: Exclude<Route['kind'], 'home'>, arn: string): string {
  return `#/${kind}/${encodeURIComponent(arn)}`;
}

/** Of what an execution has started; undefined for what keeps no history. */
export function linkToChild(arn: string): string | undefined {
  if (arn.includes(':mapRun:')) return linkTo('mapRun', arn);
  return arn.includes(':execution:') ? linkTo('execution', arn) : undefined;
}

/** An account in a region. */
export interface Home {
  readonly account: string;
  readonly region: string;
}

export function homeOf(arn: string): Home {
  const [, , , region = '', account = ''] = arn.split(':');
  return { account, region };
}

/** The last part of an ARN: the name of what it is of. */
export function nameOf(arn: string): string {
  return arn.split(':').at(-1) ?? arn;
}

/** Of an execution, or of a map run's child: the state machine that it is one of. */
export function machineOf(executionArn: string): string {
  const [arn, partition, service, region, account, , machine = ''] = executionArn.split(':');
  return [arn, partition, service, region, account, 'stateMachine', machine.split('/')[0]].join(':');
}
