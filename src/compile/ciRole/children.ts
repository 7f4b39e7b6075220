/** Executions that a state machine starts and waits for: whoever follows a run reads their histories too. */
import { isObject, type Json, type JsonObject } from '../../json.ts';
import { everyState } from '../asl/states.ts';

/** Whether it has a distributed Map, whose children are executions of the machine itself. */
export function startsMapRuns(definition: JsonObject): boolean {
  return everyState(definition).some(({ state: { Type: type, ItemProcessor: processor } }) => {
    const config = type === 'Map' && isObject(processor) ? processor.ProcessorConfig : undefined;
    return isObject(config) && config.Mode === 'DISTRIBUTED';
  });
}

/** Patterns of the ARNs of nested executions, of those state machines that the definition names. */
export function nestedExecutions(definition: JsonObject): string[] {
  const arns = everyState(definition).flatMap(({ state }) => {
    if (!/:states:startExecution\b/.test(text(state.Resource))) return [];
    const given = state.Arguments ?? state.Parameters;
    const machine = isObject(given) ? given.StateMachineArn : undefined;
    const [, before, name] =
      /^(arn:[\w-]+:states:[\w-]+:\d{12}:)stateMachine:([^:]+)/.exec(text(machine)) ?? [];
    return before === undefined || name === undefined ? [] : [`${before}execution:${name}:*`];
  });
  return [...new Set(arns)];
}

function text(value: Json | undefined): string {
  return typeof value === 'string' ? value : '';
}
