const secondsPer = { s: 1, m: 60, h: 3600, d: 86_400 } as const;

/** Whole seconds, minutes, hours or days. */
export const durationPattern = /^[0-9]{1,9}[smhd]$/;

/** Seconds of a text that matches `durationPattern`, such as `30s` or `5m`. */
export function secondsOf(duration: string): number {
  const unit = duration.at(-1) as keyof typeof secondsPer;
  return Number(duration.slice(0, -1)) * secondsPer[unit];
}

/** Whole days of such a text. */
export function daysOf(duration: string): number {
  return secondsOf(duration) / secondsPer.d;
}
