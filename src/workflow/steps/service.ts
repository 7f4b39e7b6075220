import {
  faultOf,
  integrationName,
  parseIntegration,
  type Integration,
} from '../../aws-services/integration.ts';
import type { StepInput } from '../schema/steps.ts';
import type { Pattern, ServiceStep } from '../step.ts';
import { alternatives } from '../phrase.ts';
import type { Context } from './kinds.ts';
import { checkToken, patternOf } from './pattern.ts';

export function serviceOf(input: StepInput<'service'>, context: Context): ServiceStep | undefined {
  const pattern = patternOf(input, context);
  const integration = integrationIn(input.service, context);
  if (!integration) return undefined;
  if (pattern) checkPattern(integration, pattern, context);
  checkToken(pattern, input.arguments ?? input.parameters, context);
  return {
    kind: 'service',
    service: `${integration.isSdk ? 'aws-sdk:' : ''}${integration.service}`,
    operation: integration.operation,
    ...(pattern && { pattern }),
  };
}

/** What is called, when Step Functions knows it; else it is reported. */
function integrationIn(text: string, { path, diagnostics }: Context): Integration | undefined {
  const at = [...path, 'service'];
  const integration = parseIntegration(text.replace(/^arn:[^:]*:states:::/, ''));
  const plain = integration && integrationName(integration);
  if (!integration) {
    const hint = 'Write it as in dynamodb:putItem or aws-sdk:s3:getObject';
    diagnostics.error(
      at,
      `"service" must read SERVICE:OPERATION or aws-sdk:SERVICE:OPERATION, not "${text}"`,
      hint,
    );
    return undefined;
  }
  if (text !== plain) {
    const hint = `Write "${plain ?? ''}"${keyHint(integration.pattern)}`;
    diagnostics.error(at, '"service" must be the service and its operation alone', hint);
    return undefined;
  }
  const fault = faultOf(integration);
  if (fault) diagnostics.error(at, fault.what, fault.hint);
  return fault ? undefined : integration;
}

function keyHint(suffix: string): string {
  if (suffix === 'request') return '';
  return ` and "${suffix.startsWith('sync') ? 'sync' : 'callback'}: true"`;
}

const keys: Record<Pattern, string> = { sync: 'sync', waitForTaskToken: 'callback' };

/** Reports what Step Functions cannot wait for. */
function checkPattern(integration: Integration, pattern: Pattern, { path, diagnostics }: Context): void {
  if (offers(integration, pattern)) return;
  const key = keys[pattern];
  const name = integrationName(integration);
  diagnostics.errorAtKey([...path, key], `${name} takes no "${key}"`, hintFor(integration, pattern));
}

function offers(integration: Integration, pattern: Pattern): boolean {
  return faultOf({ ...integration, pattern }) === undefined;
}

function hintFor(integration: Integration, pattern: Pattern): string {
  const optimised = { ...integration, isSdk: false };
  if (integration.isSdk && offers(optimised, pattern))
    return `Write "${integrationName(optimised)}", which does`;
  const others = (['sync', 'waitForTaskToken'] as const).filter((one) => offers(integration, one));
  return others.length === 0
    ? 'Take it out'
    : `It takes ${alternatives(others.map((one) => `"${keys[one]}"`))}`;
}
