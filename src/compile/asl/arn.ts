/** What Step Functions has by name. */

/** The ARN of something in the account and region of the machine; an ARN, or an expression that gives one, is that already. */
export function arnIn(type: 'stateMachine' | 'activity', named: string): string {
  const isWhole = /^(arn:|\s*\{%|\$(?!\{)|States\.)/.test(named);
  return isWhole ? named : `arn:\${partition}:states:\${region}:\${account}:${type}:${named}`;
}
