/**
 * Whether a Host header names this machine: `localhost`, a name under `.localhost`, 127.0.0.0/8 or ::1, with any port.
 */
export function isLoopbackHost(host: string): boolean {
  const name = host.replace(/:\d+$/, '').toLowerCase();
  return /^(.+\.)?localhost$/.test(name) || /^127(\.\d{1,3}){3}$/.test(name) || name === '[::1]';
}
