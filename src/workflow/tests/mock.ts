/** Answers in the file → answers by state. */
import type { Json } from '../../json.ts';
import type { AnswerInput } from '../schema/tests.ts';
import type { MockSpec } from '../test.ts';
import type { StateKind } from './states.ts';

/** One answer, or answers in turn, of which the last one answers all further calls. */
export function answersOf(given: AnswerInput | readonly AnswerInput[], kind: StateKind): MockSpec[] {
  const list = 'length' in given ? given : [given];
  return list.map((answer, index) => ({
    first: index,
    last: index === list.length - 1 ? Infinity : index,
    answer: answerOf(answer, kind),
  }));
}

function answerOf({ return: result, throw: thrown }: AnswerInput, kind: StateKind): MockSpec['answer'] {
  if (thrown === undefined)
    return { result: kind === 'function' ? envelope(result as Json) : (result as Json) };
  const { error, cause } = thrown;
  return { failure: { ...(error !== undefined && { error }), ...(cause !== undefined && { cause }) } };
}

/** As Lambda's Invoke answers; the headers of the response, which no mock tells, are left out. */
function envelope(payload: Json): Json {
  return { ExecutedVersion: '$LATEST', Payload: payload, StatusCode: 200 };
}
