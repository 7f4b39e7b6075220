import { describe, expect, it } from '@jest/globals';
import { mistakesIn, python, type Mistake } from './support.ts';

const mistakes: readonly Mistake[] = [
  [
    'a Python file without a handler',
    [
      'workflow.yaml:2:21: a.py has no handler: it does not define "lambda_handler" or "handler". Define it: def lambda_handler(event, context), or give "handler"',
    ],
    'name: x\nsteps: [{ function: a.py }]\n',
    { 'a.py': 'def main(): pass\n' },
  ],
  [
    'a handler only in a comment',
    [
      'workflow.yaml:2:21: a.py has no handler: it does not define "lambda_handler" or "handler". Define it: def lambda_handler(event, context), or give "handler"',
    ],
    'name: x\nsteps: [{ function: a.py }]\n',
    { 'a.py': '# def handler(event, context): pass\n' },
  ],
  [
    'a JavaScript function that is not exported',
    [
      'workflow.yaml:2:21: a.mjs has no handler: it does not export "handler". Export it: export const handler = async (event) => …, or give "handler"',
    ],
    'name: x\nsteps: [{ function: a.mjs }]\n',
    { 'a.mjs': 'async function handler() {}\n' },
  ],
  [
    'a handler that is not in its Python file',
    [
      'workflow.yaml:3:31: "handler" names "start", which a.py does not define. Define it: def start(event, context)',
    ],
    'name: x\nfunctions:\n  a: { source: a.py, handler: a.start }\nsteps: [{ function: a }]\n',
    { 'a.py': 'def handler(event, context): pass\n' },
  ],
  [
    'a handler that is not in its JavaScript file',
    [
      'workflow.yaml:3:30: "handler" names "start", which src/lib/a.js does not export. Export it: export const start = async (event) => …',
    ],
    'name: x\nfunctions:\n  a: { source: src, handler: lib/a.start }\nsteps: [{ function: a }]\n',
    { 'src/lib/a.js': 'exports.handler = 1\n' },
  ],
  [
    'a handler of a module that is not there',
    [
      'workflow.yaml:3:30: "handler" is b.start, but src has no file for that module. The module is the path of its file without extension',
    ],
    'name: x\nfunctions:\n  a: { source: src, handler: b.start }\nsteps: [{ function: a }]\n',
    { 'src/a.py': 'def start(): pass\n' },
  ],
  [
    'a handler without its module',
    [
      `workflow.yaml:3:31: "handler" must read module.function, not "handler". Write the file's name before it, such as lambda_function.handler`,
    ],
    'name: x\nfunctions:\n  a: { source: a.py, handler: handler }\nsteps: [{ function: a }]\n',
    { 'a.py': python },
  ],
  [
    'a handler with a space',
    ['workflow.yaml:3:31: "handler" must not hold spaces'],
    'name: x\nfunctions:\n  a: { source: a.py, handler: "a. handler" }\nsteps: [{ function: a }]\n',
    { 'a.py': python },
  ],
  [
    'a folder without anything to start',
    [
      `workflow.yaml:2:21: the runtime of src cannot be told from its files. Name the handler's file such as lambda_function.py, index.mjs or bootstrap, or give "runtime" and "handler"`,
    ],
    'name: x\nsteps: [{ function: src }]\n',
    { 'src/readme.md': 'hi' },
  ],
  [
    'the root of the machine as source',
    [
      `workflow.yaml:3:16: the runtime of / cannot be told from its files. Name the handler's file such as lambda_function.py, index.mjs or bootstrap, or give "runtime" and "handler"`,
    ],
    'name: x\nfunctions:\n  a: { source: / }\nsteps: [{ function: a }]\n',
  ],
  [
    'a file of an unknown language',
    [
      `workflow.yaml:2:21: the runtime of a.lua cannot be told from its files. Name the handler's file such as lambda_function.py, index.mjs or bootstrap, or give "runtime" and "handler"`,
    ],
    'name: x\nsteps: [{ function: a.lua }]\n',
    { 'a.lua': 'x' },
  ],
  [
    'a runtime of another language',
    ['workflow.yaml:3:31: "runtime" nodejs24.x does not run a.py. Leave it out, or give a python runtime'],
    'name: x\nfunctions:\n  a: { source: a.py, runtime: nodejs24.x }\nsteps: [{ function: a }]\n',
    { 'a.py': python },
  ],
  [
    'a runtime that cannot be looked into',
    ['workflow.yaml:3:30: the runtime java21 needs a "handler". Give the one that src has'],
    'name: x\nfunctions:\n  a: { source: src, runtime: java21 }\nsteps: [{ function: a }]\n',
    { 'src/x.jar': 'x' },
  ],
  [
    'a bootstrap that cannot be executed',
    ['workflow.yaml:2:21: the "bootstrap" of src is not executable. Run chmod +x on it'],
    'name: x\nsteps: [{ function: src }]\n',
    { 'src/bootstrap': '#!/bin/sh\n' },
  ],
  [
    'a provided runtime without bootstrap',
    [
      'workflow.yaml:3:16: src holds no file "bootstrap" for Lambda to start. Add one, or give another runtime',
    ],
    'name: x\nfunctions:\n  a: { source: src, runtime: provided.al2023 }\nsteps: [{ function: a }]\n',
    { 'src/a.py': python },
  ],
];

describe('mistakes in code of functions', () => {
  it.each(mistakes)('%s', async (_, says, ...workflow) => {
    expect(await mistakesIn(...workflow)).toEqual(says);
  });
});
