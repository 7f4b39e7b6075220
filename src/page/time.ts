/** Times as people say them; AWS gives seconds since 1970. */
import { formatDuration } from '../report/duration.ts';

export function dateAndTime(seconds: number): string {
  return new Date(seconds * 1_000).toLocaleString();
}

/** Each from so many seconds on. */
const units = [
  { from: 86_400, length: 86_400, name: 'day' },
  { from: 3_600, length: 3_600, name: 'hour' },
  { from: 60, length: 60, name: 'minute' },
  { from: 3, length: 1, name: 'second' },
] as const;

const relative = new Intl.RelativeTimeFormat('en');

/** `3 minutes ago` */
export function ago(seconds: number): string {
  const passed = Date.now() / 1_000 - seconds;
  const unit = units.find(({ from }) => passed >= from);
  return unit ? relative.format(-Math.floor(passed / unit.length), unit.name) : 'just now';
}

/** Of what may run still. */
export function lasted(from: number | undefined, to: number | undefined): string {
  if (from === undefined) return '';
  return formatDuration(Math.max(0, (to ?? Date.now() / 1_000) - from) * 1_000);
}
