/** Amazon DynamoDB of all accounts and regions: each has its tables in a process of its own, started when it is first asked. */
import { requireAccess } from '../access.ts';
import { partitionOf, type Caller } from '../caller.ts';
import type { Cloud } from '../cloud.ts';
import { Tables } from './tables.ts';

export class DynamoDbBackend {
  readonly cloud: Cloud;
  readonly #tables = new Map<string, Promise<Tables>>();

  constructor(cloud: Cloud) {
    this.cloud = cloud;
  }

  tables({ account, region }: Caller): Promise<Tables> {
    const key = `${account}/${region}`;
    const tables = this.#tables.get(key) ?? Tables.open(account, region, this.cloud.options.dynamoDb);
    this.#tables.set(key, tables);
    return tables;
  }

  /** Throws AccessDeniedException. */
  requireAccess(caller: Caller, operation: string, tables: readonly string[]): void {
    const { region, account } = caller;
    const prefix = `arn:${partitionOf(region)}:dynamodb:${region}:${account}:table/`;
    for (const table of tables.length > 0 ? tables : ['*']) {
      const resource = table.startsWith('arn:') ? table : `${prefix}${table}`;
      requireAccess(this.cloud, caller, { action: `dynamodb:${operation}`, resource });
    }
  }

  async close(): Promise<void> {
    const opened = await Promise.allSettled(this.#tables.values());
    await Promise.all(opened.flatMap((one) => (one.status === 'fulfilled' ? [one.value.close()] : [])));
  }
}
