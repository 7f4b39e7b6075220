import { describe, expect, it } from '@jest/globals';
import { mistakesIn, python, type Mistake } from './support.ts';

const mistakes: readonly Mistake[] = [
  [
    'no source',
    ['workflow.yaml:3:6: the key "source" is missing here'],
    'name: x\nfunctions:\n  a: { memory: 256 }\nsteps: [{ function: a }]\n',
  ],
  [
    'a source that is not there',
    [
      'workflow.yaml:3:16: there is no file or folder "src/a.py". Paths are relative to the file that names them',
    ],
    'name: x\nfunctions:\n  a: { source: src/a.py }\nsteps: [{ function: a }]\n',
  ],
  [
    'a function that is a text',
    ['workflow.yaml:3:6: "a" must be a map, not text. Write { source: PATH }'],
    'name: x\nfunctions:\n  a: a.py\nsteps: [{ function: a }]\n',
    { 'a.py': python },
  ],
  [
    'functions as a list',
    ['workflow.yaml:2:12: "functions" must be a map, not a list'],
    'name: x\nfunctions: [a.py]\nsteps: [{ pass: }]\n',
  ],
  [
    'a name with a dot',
    ['workflow.yaml:3:3: "a.b" must begin with a letter and go on with letters, digits, - and _'],
    'name: x\nfunctions:\n  a.b: { source: a.py }\nsteps: [{ pass: }]\n',
    { 'a.py': python },
  ],
  [
    'an unknown runtime',
    [
      'workflow.yaml:3:31: "runtime" must be python3.8, python3.9, python3.10, python3.11, python3.12, python3.13, python3.14, nodejs16.x, nodejs18.x, nodejs20.x, nodejs22.x, nodejs24.x, java8.al2, java11, java17, java21, java25, dotnet6, dotnet8, dotnet10, ruby3.2, ruby3.3, ruby3.4, provided.al2 or provided.al2023, not "python3.99". Did you mean "python3.9"?',
    ],
    'name: x\nfunctions:\n  a: { source: a.py, runtime: python3.99 }\nsteps: [{ function: a }]\n',
    { 'a.py': python },
  ],
  [
    'memory as a text',
    ['workflow.yaml:3:30: "memory" must be a number of megabytes'],
    'name: x\nfunctions:\n  a: { source: a.py, memory: 256MB }\nsteps: [{ function: a }]\n',
    { 'a.py': python },
  ],
  [
    'too little memory',
    ['workflow.yaml:3:30: "memory" must be at least 128'],
    'name: x\nfunctions:\n  a: { source: a.py, memory: 64 }\nsteps: [{ function: a }]\n',
    { 'a.py': python },
  ],
  [
    'too much memory',
    ['workflow.yaml:3:30: "memory" must be at most 10240'],
    'name: x\nfunctions:\n  a: { source: a.py, memory: 10241 }\nsteps: [{ function: a }]\n',
    { 'a.py': python },
  ],
  [
    'a longer run than Lambda allows',
    ['workflow.yaml:3:31: "timeout" must be between 1s and 900s'],
    'name: x\nfunctions:\n  a: { source: a.py, timeout: 20m }\nsteps: [{ function: a }]\n',
    { 'a.py': python },
  ],
  [
    'an unknown architecture',
    ['workflow.yaml:3:36: "architecture" must be x86_64 or arm64, not "arm"'],
    'name: x\nfunctions:\n  a: { source: a.py, architecture: arm }\nsteps: [{ function: a }]\n',
    { 'a.py': python },
  ],
  [
    'a description that is too long',
    ['workflow.yaml:3:35: "description" must have at most 256 characters'],
    `name: x\nfunctions:\n  a: { source: a.py, description: ${'d'.repeat(257)} }\nsteps: [{ function: a }]\n`,
    { 'a.py': python },
  ],
  [
    'a number in the environment',
    [`workflow.yaml:3:43: "PORT" must be text, not the number 80. Write '80'`],
    'name: x\nfunctions:\n  a: { source: a.py, environment: { PORT: 80 } }\nsteps: [{ function: a }]\n',
    { 'a.py': python },
  ],
  [
    'a variable name that Lambda refuses',
    [
      'workflow.yaml:3:37: "MY-VAR" must begin with a letter and go on with letters, digits and _ (two characters at least)',
    ],
    'name: x\nfunctions:\n  a: { source: a.py, environment: { MY-VAR: x } }\nsteps: [{ function: a }]\n',
    { 'a.py': python },
  ],
  [
    'a variable that Lambda sets itself',
    ['workflow.yaml:3:37: "AWS_REGION" is set by Lambda itself. Choose another name'],
    'name: x\nfunctions:\n  a: { source: a.py, environment: { AWS_REGION: x } }\nsteps: [{ function: a }]\n',
    { 'a.py': python },
  ],
  [
    'an environment above 4 KB',
    [
      'workflow.yaml:5:18: the environment has 4106 bytes as JSON, and Lambda takes 4096. Keep large values elsewhere',
    ],
    `name: x\nfunctions:\n  a:\n    source: a.py\n    environment: { BIG: ${'e'.repeat(4096)} }\nsteps: [{ function: a }]\n`,
    { 'a.py': python },
  ],
  [
    'an action without a service',
    [
      'workflow.yaml:3:48: item 1 of "actions" must name an action of IAM, not "PutItem". Write it as in dynamodb:PutItem',
    ],
    'name: x\nfunctions:\n  a: { source: a.py, permissions: [{ actions: [PutItem], resources: ["*"] }] }\nsteps: [{ function: a }]\n',
    { 'a.py': python },
  ],
  [
    'a resource that is no ARN',
    ['workflow.yaml:3:75: item 1 of "resources" must be an ARN or "*", not "bucket"'],
    'name: x\nfunctions:\n  a: { source: a.py, permissions: [{ actions: [s3:GetObject], resources: [bucket] }] }\nsteps: [{ function: a }]\n',
    { 'a.py': python },
  ],
  [
    'a permission for nothing',
    ['workflow.yaml:3:74: "resources" must not be empty'],
    'name: x\nfunctions:\n  a: { source: a.py, permissions: [{ actions: [s3:GetObject], resources: [] }] }\nsteps: [{ function: a }]\n',
    { 'a.py': python },
  ],
  [
    'a URL that does not say who may call',
    ['workflow.yaml:3:27: the key "auth" is missing here. It is NONE or AWS_IAM'],
    'name: x\nfunctions:\n  a: { source: a.py, url: {} }\nsteps: [{ function: a }]\n',
    { 'a.py': python },
  ],
  [
    'a URL as a switch',
    ['workflow.yaml:3:27: "url" must be a map, not the value true. Write { auth: NONE }'],
    'name: x\nfunctions:\n  a: { source: a.py, url: true }\nsteps: [{ function: a }]\n',
    { 'a.py': python },
  ],
  [
    'OPTIONS as a method',
    [
      'workflow.yaml:3:69: item 2 of "allowMethods" must not be OPTIONS: Lambda answers that itself. Leave it out',
    ],
    'name: x\nfunctions:\n  a: { source: a.py, url: { auth: NONE, cors: { allowMethods: [GET, OPTIONS] } } }\nsteps: [{ function: a }]\n',
    { 'a.py': python },
  ],
  [
    'a method in lower case',
    [
      'workflow.yaml:3:64: item 1 of "allowMethods" must be GET, PUT, POST, DELETE, HEAD, PATCH or *, not "get". Did you mean "GET"?',
    ],
    'name: x\nfunctions:\n  a: { source: a.py, url: { auth: NONE, cors: { allowMethods: [get] } } }\nsteps: [{ function: a }]\n',
    { 'a.py': python },
  ],
  [
    'an age in seconds',
    [
      'workflow.yaml:3:57: "maxAge" must be a duration such as 30s, 5m or 1h, not the bare number 3600. Write 3600s',
    ],
    'name: x\nfunctions:\n  a: { source: a.py, url: { auth: NONE, cors: { maxAge: 3600 } } }\nsteps: [{ function: a }]\n',
    { 'a.py': python },
  ],
  [
    'more origins than Lambda takes',
    ['workflow.yaml:3:63: "allowOrigins" must have at most 100 items'],
    `name: x\nfunctions:\n  a: { source: a.py, url: { auth: NONE, cors: { allowOrigins: [${Array(101).fill("'*'").join(', ')}] } } }\nsteps: [{ function: a }]\n`,
    { 'a.py': python },
  ],
];

describe('mistakes in settings of functions', () => {
  it.each(mistakes)('%s', async (_, says, ...workflow) => {
    expect(await mistakesIn(...workflow)).toEqual(says);
  });
});
