/** Rules and their targets. */
import type {
  DeleteRuleRequest,
  DescribeRuleRequest,
  DescribeRuleResponse,
  ListRulesRequest,
  ListRulesResponse,
  ListTargetsByRuleRequest,
  ListTargetsByRuleResponse,
  PutRuleRequest,
  PutRuleResponse,
  PutTargetsRequest,
  PutTargetsResponse,
  RemoveTargetsRequest,
  RemoveTargetsResponse,
  Rule as SdkRule,
} from '@aws-sdk/client-eventbridge';
import { requireAccess } from '../access.ts';
import { AwsError } from '../errors.ts';
import { isObject, type Json, type JsonObject } from '../../json.ts';
import { operation, type Call, type Wire } from '../service.ts';
import { ruleArn, type EventsBackend, type Rule, type Target } from './backend.ts';
import { isFunction, isQueue } from './deliver.ts';
import { knownFilters } from './pattern.ts';

export const putRule = operation(
  (backend: EventsBackend, { caller, input }: Call<Wire<PutRuleRequest>>): PutRuleResponse => {
    const { Name: name = '', EventPattern: patternText = '', Description, State, EventBusName } = input;
    requireDefaultBus(EventBusName);
    if ((input.ScheduleExpression ?? '') !== '') throw notHere('schedules');
    const arn = ruleArn(caller, name);
    requireAccess(backend.cloud, caller, { action: 'events:PutRule', resource: arn });
    const targets = backend.find(arn)?.targets ?? new Map<string, Target>();
    const enabled = State !== 'DISABLED';
    backend.put({
      name,
      arn,
      pattern: parse(patternText),
      patternText,
      description: Description,
      enabled,
      targets,
    });
    return { RuleArn: arn };
  },
);

export const deleteRule = operation(
  (backend: EventsBackend, { caller, input }: Call<Wire<DeleteRuleRequest>>) => {
    const rule = backend.open(caller, input.Name ?? '', 'DeleteRule');
    if (rule.targets.size > 0) throw invalid("Rule can't be deleted since it has targets.");
    backend.delete(rule);
    return {};
  },
);

export const describeRule = operation(
  (backend: EventsBackend, { caller, input }: Call<Wire<DescribeRuleRequest>>): DescribeRuleResponse => {
    const rule = backend.open(caller, input.Name ?? '', 'DescribeRule');
    return { ...describe(rule), CreatedBy: caller.account };
  },
);

export const listRules = operation(
  (backend: EventsBackend, { caller, input }: Call<Wire<ListRulesRequest>>): ListRulesResponse => {
    requireAccess(backend.cloud, caller, { action: 'events:ListRules', resource: ruleArn(caller, '*') });
    const rules = backend.rulesOf(caller).filter(({ name }) => name.startsWith(input.NamePrefix ?? ''));
    return { Rules: rules.map(describe) };
  },
);

export const putTargets = operation(
  (backend: EventsBackend, { caller, input }: Call<Wire<PutTargetsRequest>>): PutTargetsResponse => {
    const rule = backend.open(caller, input.Rule ?? '', 'PutTargets');
    for (const { Id: id = '', Arn: arn = '', Input, InputPath, InputTransformer } of input.Targets ?? []) {
      if (!isQueue(arn) && !isFunction(arn)) throw notHere(`targets but queues and functions (${arn})`);
      if (InputPath !== undefined || InputTransformer !== undefined)
        throw notHere('input paths and transformers');
      rule.targets.set(id, { id, arn, input: Input });
    }
    return { FailedEntryCount: 0, FailedEntries: [] };
  },
);

export const removeTargets = operation(
  (backend: EventsBackend, { caller, input }: Call<Wire<RemoveTargetsRequest>>): RemoveTargetsResponse => {
    const { targets } = backend.open(caller, input.Rule ?? '', 'RemoveTargets');
    for (const id of input.Ids ?? []) targets.delete(id);
    return { FailedEntryCount: 0, FailedEntries: [] };
  },
);

export const listTargetsByRule = operation(
  (
    backend: EventsBackend,
    { caller, input }: Call<Wire<ListTargetsByRuleRequest>>,
  ): ListTargetsByRuleResponse => {
    const { targets } = backend.open(caller, input.Rule ?? '', 'ListTargetsByRule');
    const Targets = [...targets.values()].map(({ id, arn, input }) => ({
      Id: id,
      Arn: arn,
      ...(input !== undefined && { Input: input }),
    }));
    return { Targets };
  },
);

function describe({ name, arn, patternText, description, enabled }: Rule): SdkRule {
  return {
    Name: name,
    Arn: arn,
    EventPattern: patternText,
    ...(description !== undefined && { Description: description }),
    State: enabled ? 'ENABLED' : 'DISABLED',
    EventBusName: 'default',
  };
}

function requireDefaultBus(name = 'default'): void {
  if (name !== 'default') throw notHere('event buses but the default one');
}

/** Throws InvalidEventPatternException for what is none, and for filters that are not here. */
function parse(text: string): JsonObject {
  const pattern = parsed(text);
  if (!isObject(pattern)) throw badPattern('Event pattern is not valid. Reason: it is not a JSON object');
  checkPattern(pattern);
  return pattern;
}

function parsed(text: string): Json {
  try {
    return JSON.parse(text) as Json;
  } catch {
    return null;
  }
}

function checkPattern(pattern: JsonObject): void {
  for (const [name, wanted] of Object.entries(pattern)) {
    if (isObject(wanted)) checkPattern(wanted);
    else if (!Array.isArray(wanted))
      throw badPattern(`Event pattern is not valid. Reason: "${name}" must be an object or an array`);
    else for (const one of wanted as readonly Json[]) if (isObject(one)) checkFilter(one);
  }
}

function checkFilter(filter: JsonObject): void {
  const unknown = Object.keys(filter).find((name) => !knownFilters.has(name));
  if (unknown !== undefined)
    throw badPattern(`Event pattern is not valid. Reason: Unrecognized match type ${unknown}`);
}

function badPattern(message: string): AwsError {
  return new AwsError('InvalidEventPatternException', message);
}

function invalid(message: string): AwsError {
  return new AwsError('ValidationException', message);
}

function notHere(what: string): AwsError {
  return invalid(`The embedded EventBridge has no ${what}`);
}
