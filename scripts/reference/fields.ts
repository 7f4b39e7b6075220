/** How each field of ASL is written in workflow.yaml. */

/** The field, the key here, and what to write there where the key is of several fields. */
export type Row = readonly [field: string, key: string, how?: string];

export interface Group {
  readonly title: string;
  /** Where the keys stand: a path into the schema. */
  readonly inside: string;
  /** What the fields stand in, as `fieldsOf` names it. */
  readonly of: string;
  readonly rows: readonly Row[];
}

const inPath = 'a path';

/** The fields that a map's settings and a file in S3 share. */
const fromS3: readonly Row[] = [
  ['Resource', 'resource'],
  ['Arguments', 'arguments'],
  ['Parameters', 'parameters'],
];

export const groups: readonly Group[] = [
  {
    title: 'The machine',
    inside: '',
    of: 'machine.',
    rows: [
      ['Comment', 'description'],
      ['StartAt', 'steps', 'the first of them'],
      ['States', 'steps'],
      ['QueryLanguage', 'queryLanguage'],
      ['TimeoutSeconds', 'timeout'],
      ['Version', 'definition', 'the whole definition in ASL'],
    ],
  },
  {
    title: 'Kinds of state',
    inside: 'steps[]',
    of: '',
    rows: [
      ['Type: Task, Resource: lambda:invoke', 'function'],
      ['Type: Task, Resource: SERVICE:OPERATION', 'service'],
      ['Type: Task, Resource: states:startExecution', 'workflow'],
      ['Type: Task, Resource: activity', 'activity'],
      ['Type: Task, Resource: http:invoke', 'http'],
      ['Resource: ….sync', 'sync'],
      ['Resource: ….waitForTaskToken', 'callback'],
      ['Type: Pass', 'pass'],
      ['Type: Wait', 'wait'],
      ['Type: Choice', 'choice'],
      ['Type: Parallel', 'parallel'],
      ['Type: Map', 'map'],
      ['Type: Succeed', 'succeed'],
      ['Type: Fail', 'fail'],
      ['Iterator', 'state', 'any state in ASL, with fields that have no key of their own'],
    ],
  },
  {
    title: 'Fields of states',
    inside: 'steps[]',
    of: '',
    rows: [
      ['States.NAME', 'name'],
      ['Comment', 'comment'],
      ['QueryLanguage', 'queryLanguage'],
      ['Next', 'next'],
      ['End', 'end'],
      ['Assign', 'assign'],
      ['Output', 'output'],
      ['Arguments', 'arguments'],
      ['InputPath', 'inputPath'],
      ['Parameters', 'parameters'],
      ['ResultSelector', 'resultSelector'],
      ['ResultPath', 'resultPath'],
      ['OutputPath', 'outputPath'],
      ['TimeoutSeconds', 'timeout'],
      ['TimeoutSecondsPath', 'timeout', inPath],
      ['HeartbeatSeconds', 'heartbeat'],
      ['HeartbeatSecondsPath', 'heartbeat', inPath],
      ['Credentials', 'credentials'],
      ['Credentials.RoleArn', 'credentials.roleArn'],
      ['Retry', 'retry'],
      ['Catch', 'catch'],
      ['Arguments.Payload', 'payload'],
      ['Arguments.Input', 'input'],
    ],
  },
  {
    title: 'Retriers and catchers',
    inside: 'steps[]',
    of: '',
    rows: [
      ['Retry.ErrorEquals', 'retry[].errorEquals'],
      ['Retry.IntervalSeconds', 'retry[].interval'],
      ['Retry.MaxAttempts', 'retry[].maxAttempts'],
      ['Retry.BackoffRate', 'retry[].backoffRate'],
      ['Retry.MaxDelaySeconds', 'retry[].maxDelay'],
      ['Retry.JitterStrategy', 'retry[].jitterStrategy'],
      ['Catch.ErrorEquals', 'catch[].errorEquals'],
      ['Catch.Next', 'catch[].next'],
      ['Catch.Assign', 'catch[].assign'],
      ['Catch.Output', 'catch[].output'],
      ['Catch.ResultPath', 'catch[].resultPath'],
    ],
  },
  {
    title: 'Pass, Wait, Choice, Parallel and Fail',
    inside: 'steps[]',
    of: '',
    rows: [
      ['Result', 'pass', 'in JSONPath; in JSONata it is the Output'],
      ['Seconds', 'wait'],
      ['SecondsPath', 'wait', inPath],
      ['Timestamp', 'wait.until'],
      ['TimestampPath', 'wait.until', inPath],
      ['Choices', 'choice'],
      ['Choices.Condition', 'choice[].when'],
      ['Choices.Next', 'choice[].next'],
      ['Choices.Comment', 'choice[].comment'],
      ['Choices.Assign', 'choice[].assign'],
      ['Choices.Output', 'choice[].output'],
      ['Default', 'default'],
      ['Branches', 'parallel'],
      ['Branches.States', 'parallel[].steps'],
      ['Branches.Comment', 'parallel[].comment'],
      ['Error', 'fail.error'],
      ['Cause', 'fail.cause'],
      ['ErrorPath', 'fail.errorPath'],
      ['CausePath', 'fail.causePath'],
    ],
  },
  {
    title: 'Map',
    inside: 'steps[].map',
    of: '',
    rows: [
      ['Items', 'items'],
      ['ItemsPath', 'items', inPath],
      ['ItemSelector', 'itemSelector'],
      ['ItemProcessor', 'steps'],
      ['ItemProcessor.ProcessorConfig.Mode', 'mode'],
      ['ItemProcessor.ProcessorConfig.ExecutionType', 'executionType'],
      ['MaxConcurrency', 'maxConcurrency'],
      ['MaxConcurrencyPath', 'maxConcurrency', inPath],
      ['ToleratedFailureCount', 'toleratedFailureCount'],
      ['ToleratedFailureCountPath', 'toleratedFailureCount', inPath],
      ['ToleratedFailurePercentage', 'toleratedFailurePercentage'],
      ['ToleratedFailurePercentagePath', 'toleratedFailurePercentage', inPath],
      ['Label', 'label'],
      ['ItemBatcher', 'itemBatcher'],
      ['ItemBatcher.MaxItemsPerBatch', 'itemBatcher.maxItemsPerBatch'],
      ['ItemBatcher.MaxItemsPerBatchPath', 'itemBatcher.maxItemsPerBatch', inPath],
      ['ItemBatcher.MaxInputBytesPerBatch', 'itemBatcher.maxInputBytesPerBatch'],
      ['ItemBatcher.MaxInputBytesPerBatchPath', 'itemBatcher.maxInputBytesPerBatch', inPath],
      ['ItemBatcher.BatchInput', 'itemBatcher.batchInput'],
      ['ItemReader', 'itemReader'],
      ...prefixed('ItemReader.', 'itemReader.', [
        ...fromS3,
        ['ReaderConfig', 'readerConfig'],
        ['ReaderConfig.InputType', 'readerConfig.inputType'],
        ['ReaderConfig.Transformation', 'readerConfig.transformation'],
        ['ReaderConfig.ManifestType', 'readerConfig.manifestType'],
        ['ReaderConfig.CSVDelimiter', 'readerConfig.csvDelimiter'],
        ['ReaderConfig.CSVHeaderLocation', 'readerConfig.csvHeaderLocation'],
        ['ReaderConfig.CSVHeaders', 'readerConfig.csvHeaders'],
        ['ReaderConfig.ItemsPointer', 'readerConfig.itemsPointer'],
        ['ReaderConfig.MaxItems', 'readerConfig.maxItems'],
        ['ReaderConfig.MaxItemsPath', 'readerConfig.maxItems', inPath],
      ]),
      ['ResultWriter', 'resultWriter'],
      ...prefixed('ResultWriter.', 'resultWriter.', [
        ...fromS3,
        ['WriterConfig', 'writerConfig'],
        ['WriterConfig.Transformation', 'writerConfig.transformation'],
        ['WriterConfig.OutputType', 'writerConfig.outputType'],
      ]),
    ],
  },
  {
    title: 'What an HTTP Task is called with',
    inside: 'steps[].http',
    of: 'Arguments.',
    rows: [
      ['Method', 'method'],
      ['ApiEndpoint', 'url'],
      ['Authentication.ConnectionArn', 'connection'],
      ['Headers', 'headers'],
      ['QueryParameters', 'query'],
      ['RequestBody', 'body'],
      ['Transform', 'transform'],
      ['Transform.RequestBodyEncoding', 'transform.requestBodyEncoding'],
      ['Transform.RequestEncodingOptions', 'transform.requestEncodingOptions'],
      ['Transform.RequestEncodingOptions.ArrayFormat', 'transform.requestEncodingOptions.arrayFormat'],
    ],
  },
];

function prefixed(field: string, key: string, rows: readonly Row[]): Row[] {
  return rows.map(([name, path, ...how]) => [`${field}${name}`, `${key}${path}`, ...how]);
}
