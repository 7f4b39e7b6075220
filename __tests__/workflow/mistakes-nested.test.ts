import { describe, expect, it } from '@jest/globals';
import { load, mistakesIn, steps, type Mistake } from './support.ts';

const mistakes: readonly Mistake[] = [
  ['no branch', ['workflow.yaml:3:15: "parallel" must not be empty'], steps('  - parallel: []\n')],
  [
    'branches that are a map',
    ['workflow.yaml:3:15: "parallel" must be a list, not a map. Begin it with "- "'],
    steps('  - parallel: { steps: [{ pass: }] }\n'),
  ],
  [
    'a branch that is a list',
    ['workflow.yaml:3:16: item 1 of "parallel" must be a map, not a list. Write { steps: […] }'],
    steps('  - parallel: [[{ pass: }]]\n'),
  ],
  [
    'a branch without steps, and one with none',
    ['workflow.yaml:3:16: the key "steps" is missing here', 'workflow.yaml:3:41: "steps" must not be empty'],
    steps('  - parallel: [{ comment: a }, { steps: [] }]\n'),
  ],
  [
    'an unknown key of a branch beside a mistake in its steps',
    [
      'workflow.yaml:3:18: unknown key "nme". The keys here are steps, comment',
      'workflow.yaml:3:44: unknown key "coment". Did you mean "comment"?',
    ],
    steps('  - parallel: [{ nme: a, steps: [{ pass: , coment: x }] }]\n'),
  ],
  [
    'a step inside that says nothing',
    [
      'workflow.yaml:5:11: this step does not say what it does. Give it one of function, service, workflow, activity, http, pass, wait, choice, parallel, map, succeed, fail or state',
    ],
    steps('  - map:\n      steps:\n        - name: A\n'),
  ],
  [
    'a step inside that is a text',
    ['workflow.yaml:3:20: item 1 of "steps" must be a map. Write "- function: …"'],
    steps('  - map: { steps: [a.py] }\n'),
  ],
  [
    'a name twice over two branches',
    ['workflow.yaml:5:25: the step in line 4 is called "A" too'],
    steps('  - parallel:\n      - steps: [{ name: A, pass: }]\n      - steps: [{ name: A, pass: }]\n'),
  ],
  [
    "a step's name inside of it",
    ['workflow.yaml:4:28: the step in line 3 is called "A" too'],
    steps('  - name: A\n    map: { steps: [{ name: A, pass: }] }\n'),
  ],
  [
    'next into another list',
    [
      'workflow.yaml:4:36: step "Out" is in another list. A step leads to steps of its own list alone',
      'workflow.yaml:6:11: step "In" is in another list. A step leads to steps of its own list alone',
    ],
    steps(
      '  - name: Out\n    map: { steps: [{ pass: , next: Out }, { name: In, succeed: }] }\n  - pass:\n    next: In\n',
    ),
  ],
  [
    'next to nowhere, with the nearest of its own list',
    ['workflow.yaml:3:36: there is no step "Lsat". Did you mean "Last"?'],
    steps('  - map: { steps: [{ pass: , next: Lsat }, { name: Last, succeed: }] }\n'),
  ],
  [
    'a catch to the other list',
    ['workflow.yaml:3:84: step "Out" is in another list. A step leads to steps of its own list alone'],
    steps(
      '  - parallel: [{ steps: [{ activity: a, catch: [{ errorEquals: [States.ALL], next: Out }] }] }]\n  - name: Out\n    pass:\n',
    ),
  ],
  ['a map without steps', ['workflow.yaml:3:10: the key "steps" is missing here'], steps('  - map: {}\n')],
  [
    'a map as a list',
    ['workflow.yaml:3:10: "map" must be a map, not a list. Write { steps: […] }'],
    steps('  - map: [{ pass: }]\n'),
  ],
  [
    'a key of the map beside it',
    ['workflow.yaml:4:5: a map step takes no "items". Write it inside of "map"'],
    steps('  - map: { steps: [{ pass: }] }\n    items: [1]\n'),
  ],
  [
    'a timeout of a map',
    [
      'workflow.yaml:4:5: a map step takes no "timeout". Give a "timeout" to the steps inside that call something',
    ],
    steps('  - map: { steps: [{ pass: }] }\n    timeout: 5s\n'),
  ],
  [
    'items that are no list',
    ['workflow.yaml:3:19: "items" must be a list, or an expression that gives one'],
    steps('  - map: { items: orders, steps: [{ pass: }] }\n'),
  ],
  [
    'items as a path in JSONata',
    [`workflow.yaml:3:19: "$.orders" is JSONPath, and this step is in JSONata. Write '{% … %}'`],
    steps('  - map: { items: $.orders, steps: [{ pass: }] }\n'),
  ],
  [
    'items as a list in JSONPath',
    ['workflow.yaml:3:19: "items" must be a path in JSONPath. Write a path such as $.items'],
    steps('  - map: { items: [1], steps: [{ pass: }] }\n    queryLanguage: JSONPath\n'),
  ],
  [
    'a concurrency below zero, and one that is a text',
    [
      'workflow.yaml:3:28: "maxConcurrency" must be at least 0',
      'workflow.yaml:4:28: "maxConcurrency" must be a whole number from 0, or an expression',
    ],
    steps(
      '  - map: { maxConcurrency: -1, steps: [{ pass: }] }\n  - map: { maxConcurrency: many, steps: [{ pass: }] }\n',
    ),
  ],
  [
    'more than all items that may fail',
    ['workflow.yaml:3:59: "toleratedFailurePercentage" must be at most 100'],
    steps('  - map: { mode: DISTRIBUTED, toleratedFailurePercentage: 101, steps: [{ pass: }] }\n'),
  ],
  [
    'a mode in lower case',
    [
      'workflow.yaml:3:18: "mode" must be INLINE or DISTRIBUTED, not "distributed". Did you mean "DISTRIBUTED"?',
    ],
    steps('  - map: { mode: distributed, steps: [{ pass: }] }\n'),
  ],
  [
    'keys of a distributed map on another',
    [
      'workflow.yaml:4:7: "itemReader" needs a DISTRIBUTED map. Say "mode: DISTRIBUTED"',
      'workflow.yaml:5:7: "itemBatcher" needs a DISTRIBUTED map. Say "mode: DISTRIBUTED"',
      'workflow.yaml:6:7: "resultWriter" needs a DISTRIBUTED map. Say "mode: DISTRIBUTED"',
      'workflow.yaml:7:7: "label" needs a DISTRIBUTED map. Say "mode: DISTRIBUTED"',
      'workflow.yaml:8:7: "executionType" needs a DISTRIBUTED map. Say "mode: DISTRIBUTED"',
    ],
    steps(
      '  - map:\n      itemReader: { resource: s3:getObject }\n      itemBatcher: { maxItemsPerBatch: 1 }\n      resultWriter: {}\n      label: a\n      executionType: EXPRESS\n      steps: [{ pass: }]\n',
    ),
  ],
  [
    'a reader of something else',
    [
      'workflow.yaml:5:31: "resource" must be s3:getObject or s3:listObjectsV2, not "s3:getObjet". Did you mean "s3:getObject"?',
    ],
    steps(
      '  - map:\n      mode: DISTRIBUTED\n      itemReader: { resource: s3:getObjet }\n      steps: [{ pass: }]\n',
    ),
  ],
  [
    'a reader in the other language',
    [
      'workflow.yaml:5:45: "parameters" belongs to JSONPath, and this step is in JSONata. In JSONata it is "arguments"',
    ],
    steps(
      '  - map:\n      mode: DISTRIBUTED\n      itemReader: { resource: s3:getObject, parameters: { Bucket: b } }\n      steps: [{ pass: }]\n',
    ),
  ],
  [
    'an input type that is none',
    [
      'workflow.yaml:7:36: "inputType" must be CSV, JSON, JSONL, PARQUET or MANIFEST, not "csv". Did you mean "CSV"?',
    ],
    steps(
      '  - map:\n      mode: DISTRIBUTED\n      itemReader:\n        resource: s3:getObject\n        readerConfig: { inputType: csv }\n      steps: [{ pass: }]\n',
    ),
  ],
  [
    'a label with a space',
    ['workflow.yaml:3:38: "label" must hold no white space, brackets, wildcards and special characters'],
    steps('  - map: { mode: DISTRIBUTED, label: my map, steps: [{ pass: }] }\n'),
  ],
];

describe('mistakes in steps inside of steps', () => {
  it.each(mistakes)('%s', async (_, says, ...workflow) => {
    expect(await mistakesIn(...workflow)).toEqual(says);
  });
});

describe('a tolerance on an inline map', () => {
  it('is warned of: it has no effect there', async () => {
    const { warnings } = await load(steps('  - map: { toleratedFailureCount: 1, steps: [{ pass: }] }\n'));
    expect(warnings.map(({ what }) => what)).toEqual([
      '"toleratedFailureCount" has no effect on an INLINE map',
    ]);
  });
});
