import { AwsError } from '../errors.ts';

/** White space, brackets, wildcards, special and control characters (API reference, "A name must not contain"). */
// oxlint-disable-next-line no-control-regex -- control characters are what is looked for
const forbidden = /[\s<>{}[\]?*"#%\\^|~`$&,;:/\u0000-\u001f\u007f-\u009f\ufffe\uffff\ud800-\udfff]/;

/** Refuses a name that Step Functions does not take. Throws InvalidName. */
export function checkName(name: string): void {
  if (forbidden.test(name)) throw new AwsError('InvalidName', `Invalid Name: '${name}'`);
}
