/** Where AWS's console shows an execution. */
import type { Run } from '../run/run.ts';

/** The console's host by partition (AWS General Reference). */
const hosts: Readonly<Record<string, string>> = {
  aws: 'console.aws.amazon.com',
  'aws-cn': 'console.amazonaws.cn',
  'aws-us-gov': 'console.amazonaws-us-gov.com',
};

/** Undefined for a partition whose console we do not know. The page of an express execution wants its start too. */
export function consoleUrl({
  executionArn,
  startedAt,
}: Pick<Run, 'executionArn' | 'startedAt'>): string | undefined {
  const [, partition = '', , region = '', , kind] = executionArn.split(':');
  const host = hosts[partition];
  if (host === undefined) return undefined;
  const [page, query] =
    kind === 'express' ? ['express-executions', `?startDate=${startedAt}`] : ['v2/executions', ''];
  return `https://${region}.${host}/states/home?region=${region}#/${page}/details/${encodeURIComponent(executionArn)}${query}`;
}
