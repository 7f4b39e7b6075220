/** What the responses of optimised integrations tell of their HTTP exchange. */
import type { JsonObject } from '../../../json.ts';

/** SdkHttpMetadata and SdkResponseMetadata; `headers` as AWS spells and orders them. */
export function httpMetadata(requestId: string, headers: Readonly<Record<string, string>>): JsonObject {
  const lists = Object.entries(headers).map(([name, value]) => [name, [value]]);
  return {
    SdkHttpMetadata: {
      AllHttpHeaders: Object.fromEntries(lists) as JsonObject,
      HttpHeaders: headers,
      HttpStatusCode: 200,
    },
    SdkResponseMetadata: { RequestId: requestId },
  };
}
