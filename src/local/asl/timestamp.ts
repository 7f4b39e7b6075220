const pattern =
  /^(\d{4})-(\d{2})-(\d{2})T(\d{2}):(\d{2})(?::(\d{2})(?:\.\d{1,9})?)?(?:Z|[+-](?:0\d|1[0-8]):[0-5]\d)$/;

/** Milliseconds since 1970 of an ISO-8601 extended offset date-time, or undefined where the text is none. */
export function parseTimestamp(text: string): number | undefined {
  const parts = pattern.exec(text)?.slice(1).map(Number);
  if (parts === undefined) return undefined;
  const [year = 0, month = 0, day = 0, hour = 0, minute = 0, second = 0] = parts;
  const days = new Date(Date.UTC(year, month, 0)).getUTCDate();
  const real = month >= 1 && month <= 12 && day >= 1 && day <= days && hour < 24 && minute < 60;
  return real && !(second >= 60) ? Date.parse(text) : undefined;
}
