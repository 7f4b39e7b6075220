import { describe, expect, it } from '@jest/globals';
import { handlersIn } from '../../src/init/handlers.ts';

describe('handlers of Python', () => {
  it.each<[why: string, text: string, names: string[]]>([
    ['the name of the console', 'def lambda_handler(event, context):\n  pass\n', ['lambda_handler']],
    ['another name, by its parameters', 'def charge(event, context): pass\n', ['charge']],
    ['with types', 'def charge(event: Dict[str, Any], context: object) -> dict: pass\n', ['charge']],
    ['over several lines', 'def charge(\n    event: dict,\n    context,\n):\n  pass\n', ['charge']],
    ['with parameters that are not used', 'def charge(_event, _context): pass\n', ['charge']],
    ['several', 'def b(event, context): pass\n\ndef a(event, context): pass\n', ['b', 'a']],
    ['a usual name among its helpers', 'def a(event, context): pass\ndef handler(e, c): pass\n', ['handler']],
    ['an object that can be called', 'handler = Mangum(app)\n', ['handler']],
    ['none: inside of a class', 'class A:\n  def run(self, event, context): pass\n', []],
    ['none: inside of a function', 'def a():\n  def b(event, context): pass\n', []],
    ['none: in a comment', '# def lambda_handler(event, context):\n', []],
    ['none: a coroutine, for which Lambda does not wait', 'async def handler(event, context): pass\n', []],
    ['none: imported', 'from other import handler\n', []],
    ['none: of its own alone', 'def _work(event, context): pass\n', []],
    ['none: other parameters', 'def work(event, order): pass\n', []],
  ])('%s', (_, text, names) => {
    expect(handlersIn(text, 'python')).toEqual(names);
  });
});

describe('handlers of JavaScript', () => {
  it.each<[why: string, text: string, names: string[]]>([
    ['a constant', 'export const handler = async (event) => event;\n', ['handler']],
    ['of TypeScript', 'export const handler: Handler<Order> = async (event: Order) => event;\n', ['handler']],
    ['a function', 'export async function handler(event) {}\n', ['handler']],
    ['wrapped', 'export const handler = middy(work).use(log());\n', ['handler']],
    ['in a list of exports', 'const handler = 1;\nexport { a, handler };\n', ['handler']],
    ['of CommonJS', 'exports.handler = async (event) => event;\n', ['handler']],
    ['of CommonJS, whole', 'module.exports = { handler };\n', ['handler']],
    ['another name, by its parameter', 'module.exports.hello = async (event) => event;\n', ['hello']],
    ['several', 'export const a = event => event;\nexport async function b(event) {}\n', ['a', 'b']],
    ['a function expression', 'exports.hello = async function (event, context) {};\n', ['hello']],
    ['none: not exported', 'const handler = async (event) => event;\n', []],
    ['none: other parameters', 'export const add = (a, b) => a + b;\n', []],
    ['none: in a comment', '// export const handler = 1;\n/*\n * exports.handler = 1;\n */\n', []],
  ])('%s', (_, text, names) => {
    expect(handlersIn(text, 'nodejs')).toEqual(names);
  });
});
