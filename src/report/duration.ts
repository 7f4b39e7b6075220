/** A duration in milliseconds as people say it: `61 ms`, `2.4 s`, `3 m 20 s`. */
export function formatDuration(milliseconds: number): string {
  const whole = Math.round(milliseconds);
  if (whole < 1_000) return `${whole} ms`;
  const tenths = Math.round(whole / 100) / 10;
  if (tenths < 60) return `${tenths.toFixed(1)} s`;
  const seconds = Math.round(whole / 1_000);
  return `${Math.floor(seconds / 60)} m ${seconds % 60} s`;
}
