/** What TestState shows of an HTTP task at the inspection level TRACE. */
import type { InspectionData } from '@aws-sdk/client-sfn';
import type { InspectedExchange } from '../integration.ts';

/** What proves who calls is shown where secrets are to be revealed. */
export function traceOf(
  { request, response, secret }: InspectedExchange,
  revealSecrets: boolean,
): Pick<InspectionData, 'request' | 'response'> {
  const shown = Object.entries(request.headers).filter(([name]) => revealSecrets || !secret.includes(name));
  const { method, url, body } = request;
  const protocol = url.protocol.slice(0, -1);
  return {
    request: {
      protocol,
      method,
      url: url.href,
      headers: JSON.stringify(Object.fromEntries(shown)),
      ...(body !== undefined && { body }),
    },
    response: {
      protocol,
      statusCode: String(response.status),
      statusMessage: response.statusText,
      headers: JSON.stringify(response.headers),
      body: response.body.toString(),
    },
  };
}
