/** Where AWS's console shows an execution. */

/** The console's host by partition (AWS General Reference). */
const hosts: Readonly<Record<string, string>> = {
  aws: 'console.aws.amazon.com',
  'aws-cn': 'console.amazonaws.cn',
  'aws-us-gov': 'console.amazonaws-us-gov.com',
};

/** Undefined for a partition whose console we do not know. */
export function consoleUrl(executionArn: string): string | undefined {
  const [, partition = '', , region = ''] = executionArn.split(':');
  const host = hosts[partition];
  if (host === undefined) return undefined;
  return `https://${region}.${host}/states/home?region=${region}#/v2/executions/details/${encodeURIComponent(executionArn)}`;
}
