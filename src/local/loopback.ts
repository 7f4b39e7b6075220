/** Who may speak to a loopback port. */
import type { IncomingHttpHeaders } from 'node:http';
import { AwsError } from './errors.ts';

/**
 * Whether a Host header names this machine: `localhost`, a name under `.localhost`, 127.0.0.0/8 or ::1, with any port.
 * The AWS CLI and boto3 put `sync-` in front of it for StartSyncExecution and TestState: `sync-127.0.0.1` is a name that
 * only this machine's own list of hosts can give. (Browsers take no name that ends in a number.)
 */
export function isLoopbackHost(host: string): boolean {
  const name = host.replace(/:\d+$/, '').toLowerCase();
  return /^(.+\.)?localhost$/.test(name) || /^(sync-)?127(\.\d{1,3}){3}$/.test(name) || name === '[::1]';
}

/**
 * A page on the web, or that of a function's URL, must not be able to create and invoke functions here: neither under
 * a name that it made resolve to loopback (DNS rebinding), nor by a request from its own origin, nor by a picture whose
 * address is a signed request (which has no Origin, but says where it comes from).
 */
export function refuseForeignPages(headers: IncomingHttpHeaders): void {
  const { host = '', origin } = headers;
  const site = headers['sec-fetch-site'];
  const fromOwnPage =
    (origin === undefined || originHost(origin) === host) &&
    (site === undefined || site === 'same-origin' || site === 'none');
  if (isLoopbackHost(host) && fromOwnPage) return;
  throw new AwsError('AccessDeniedException', 'Only clients on this machine are served', 403);
}

function originHost(origin: string): string {
  return URL.canParse(origin) ? new URL(origin).host : '';
}
