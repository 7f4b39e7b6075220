/** `http:` → a Task that calls an HTTPS API by a connection of EventBridge. */
import type { JsonObject } from '../../json.ts';
import type { HttpStep, StepCommon } from '../../workflow/step.ts';
import { handedOver, integration, template } from './task.ts';

export function httpState(step: StepCommon & HttpStep): JsonObject {
  const { method, url, connection, request, queryLanguage } = step;
  return {
    ...integration('http:invoke', undefined),
    ...handedOver(
      {
        ApiEndpoint: url,
        Method: method,
        Authentication: template({ ConnectionArn: connection }, queryLanguage),
        ...request,
      },
      queryLanguage,
    ),
  };
}
