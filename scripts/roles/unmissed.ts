/** What nobody misses when an example is run, and yet is not too much: by action, the reason. */
export const unmissed: readonly (readonly [action: RegExp, reason: string])[] = [
  [/^states:RedriveExecution$/, 'only a redrive of a map run needs it'],
  [/^states:StopExecution$/, 'only an execution that is stopped stops those that it has started'],
  [/^states:DescribeExecution$/, 'the embedded AWS follows the executions of a map run without asking'],
];
