/** The form of a `Condition` element, the same in every kind of policy. */
import { isObject, type Json } from '../../../json.ts';
import { operatorOf } from '../evaluate/operators.ts';

/** The first operator that IAM does not have; the empty text for an element of another form; undefined when all is well. */
export function conditionFault(element: Json | undefined): string | undefined {
  if (element === undefined) return undefined;
  if (!isObject(element)) return '';
  return Object.entries(element)
    .map(operatorFault)
    .find((fault) => fault !== undefined);
}

function operatorFault([operator, keys]: [string, Json]): string | undefined {
  const name = operator.replace(/^(ForAllValues|ForAnyValue):/i, '').replace(/IfExists$/i, '');
  if (name.toLowerCase() !== 'null' && !operatorOf(name)) return operator;
  return isObject(keys) ? undefined : '';
}
