/**
 * Secrets: what must stand in no log, and neither in what we write besides (a comment, a report), where the runner does
 * not mask. The runner knows those of `secrets`; we go by the names of variables as well, since functions get their
 * environment from there (`${env.API_TOKEN}`). The account's number and names are none.
 */
/** Words of which one makes a variable's name that of a secret, and last words that make it none again. */
const secret =
  /(^|[_-])(SECRETS?|TOKENS?|PASSWORD|PASSWD|PASSPHRASE|CREDENTIALS?|PRIVATE_?KEY|API_?KEY)([_-]|$)/;
const harmless = /[_-](NAME|ARN|ID|FILE|PATH|URL|URI|HOST|ENDPOINT|TYPE|TTL|EXPIRES|EXPIRATION)$/;

/** `scheme://user:PASSWORD@host`, whatever the variable is called. */
const passwordInUrl = /^[a-z][a-z0-9+.-]*:\/\/[^\s/:@]*:([^\s/@]+)@/;

/** Shorter ones are words, such as `test` and `true`, that would vanish everywhere. */
const shortest = 6;

export function secretsIn(env: NodeJS.ProcessEnv): string[] {
  const values = Object.entries(env).flatMap(([name, value = '']) => {
    const key = name.toUpperCase();
    if (secret.test(key) && !harmless.test(key)) return [value];
    const password = passwordInUrl.exec(value)?.[1];
    return password === undefined ? [] : [password];
  });
  // The runner masks line by line, and so do we.
  const lines = values.flatMap((value) => value.split(/\r?\n/)).map((line) => line.trim());
  return [...new Set(lines.filter(({ length }) => length >= shortest))];
}

/** The value with every secret in its texts replaced by `***`; what is one object stays one object. */
export type Redact = <T>(value: T) => T;

export function redactor(secrets: readonly string[]): Redact {
  // Longest first: one may be a part of another. As they stand in JSON, too.
  const needles = [...new Set(secrets.flatMap((one) => [one, JSON.stringify(one).slice(1, -1)]))];
  needles.sort((a, b) => b.length - a.length);
  const clean = (text: string): string => needles.reduce((rest, one) => rest.replaceAll(one, '***'), text);
  const done = new Map<object, unknown>();
  const redact = (value: unknown): unknown => {
    if (typeof value === 'string') return clean(value);
    if (!isData(value)) return value;
    const known = done.get(value);
    if (known !== undefined) return known;
    const copy: Record<string, unknown> | unknown[] = Array.isArray(value) ? [] : {};
    done.set(value, copy);
    return Object.assign(copy, Array.isArray(value) ? value.map(redact) : mapMembers(value, redact));
  };
  return <T>(value: T) => redact(value) as T;
}

/** Lists and plain objects; all else, such as a Map, stays what it is. */
function isData(value: unknown): value is object {
  if (typeof value !== 'object' || value === null) return false;
  return Array.isArray(value) || Object.getPrototypeOf(value) === Object.prototype;
}

function mapMembers(value: object, change: (member: unknown) => unknown): Record<string, unknown> {
  return Object.fromEntries(Object.entries(value).map(([key, member]) => [key, change(member)]));
}
