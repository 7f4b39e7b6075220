/** DynamoDB: the table, or its index, of each call [service authorization reference, Amazon DynamoDB]. */
import { operationName } from '../../../aws-services/sdk.ts';
import { dynamic, items, member, memberNames, type Argument } from '../arguments.ts';
import {
  arnIn,
  atRunTime,
  named,
  together,
  untold,
  type Call,
  type Integration,
  type Scope,
} from '../grant.ts';

export const dynamodb: Integration = (call) => {
  const action = `dynamodb:${operationName(call.operation)}`;
  return [{ actions: [action], ...tables(action, call) }];
};

/** The tables that an action is called on. */
export function tables(action: string, call: Call): Scope {
  const given = (name: string): Argument => member(call.arguments, name);
  if (given('TransactItems') !== undefined) return ofTransaction(action, given('TransactItems'), call);
  if (given('RequestItems') !== undefined) return ofBatch(given('RequestItems'), call);
  if (given('TableName') === undefined) return untold;
  const table = named(given('TableName'), (name) => tableArn(name, call));
  const index = given('IndexName');
  if (index === undefined || table.isWide) return table;
  const indexName = typeof index === 'string' ? index : '*';
  return { resources: table.resources.map((arn) => `${arn}/index/${indexName}`) };
}

function tableArn(name: string, { target }: Call): string {
  return arnIn(target, 'dynamodb', `table/${name}`);
}

/** A batch names its tables by the keys of a map. */
function ofBatch(requests: Argument, call: Call): Scope {
  const names = memberNames(requests);
  if (names === dynamic) return atRunTime;
  return together(names.map((table) => named(table, (name) => tableArn(name, call))));
}

const membersOfTransactions: Readonly<Record<string, string>> = {
  'dynamodb:GetItem': 'Get',
  'dynamodb:PutItem': 'Put',
  'dynamodb:UpdateItem': 'Update',
  'dynamodb:DeleteItem': 'Delete',
  'dynamodb:ConditionCheckItem': 'ConditionCheck',
};

/** A transaction needs an action on the tables of those items alone that take it. */
function ofTransaction(action: string, transaction: Argument, call: Call): Scope {
  const all = items(transaction);
  if (all === dynamic || all.includes(dynamic)) return atRunTime;
  const parts = all.map((item) => member(item, membersOfTransactions[action] ?? ''));
  return together(
    parts
      .filter((part) => part !== undefined)
      .map((part) => named(member(part, 'TableName'), (name) => tableArn(name, call))),
  );
}
