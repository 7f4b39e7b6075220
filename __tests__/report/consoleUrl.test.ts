import { describe, expect, it } from '@jest/globals';
import { consoleUrl } from '../../src/report/consoleUrl.ts';

const arn = (partition: string, region: string, kind = 'execution') => ({
  executionArn: `arn:${partition}:states:${region}:123456789012:${kind}:m:e`,
  startedAt: 1_700_000_000_123,
});

describe("the console's address of an execution", () => {
  it.each([
    [
      'aws',
      'eu-west-1',
      'https://eu-west-1.console.aws.amazon.com/states/home?region=eu-west-1#/v2/executions/details/arn%3Aaws%3Astates%3Aeu-west-1%3A123456789012%3Aexecution%3Am%3Ae',
    ],
    ['aws-cn', 'cn-north-1', 'https://cn-north-1.console.amazonaws.cn/'],
    ['aws-us-gov', 'us-gov-west-1', 'https://us-gov-west-1.console.amazonaws-us-gov.com/'],
  ])('in %s', (partition, region, start) => {
    expect(consoleUrl(arn(partition, region))).toMatch(new RegExp(`^${start.replace(/[.?]/g, '\\$&')}`));
  });

  it('has the start of an express execution in it', () => {
    expect(consoleUrl(arn('aws', 'eu-west-1', 'express'))).toBe(
      'https://eu-west-1.console.aws.amazon.com/states/home?region=eu-west-1#/express-executions/details/arn%3Aaws%3Astates%3Aeu-west-1%3A123456789012%3Aexpress%3Am%3Ae?startDate=1700000000123',
    );
  });

  it('is unknown of partitions that nobody told us of', () => {
    expect(consoleUrl(arn('aws-iso', 'us-iso-east-1'))).toBeUndefined();
  });
});
