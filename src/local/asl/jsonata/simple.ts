import type jsonata from 'jsonata';

/** jsonata's syntax tree, as far as simple expressions go. */
interface Node {
  readonly type: string;
  readonly value?: unknown;
  readonly steps?: readonly Node[];
  readonly lhs?: Node | readonly (readonly [Node, Node])[];
  readonly rhs?: Node;
  readonly expression?: Node;
  readonly expressions?: readonly Node[];
  readonly condition?: Node;
  readonly then?: Node;
  readonly else?: Node;
  readonly procedure?: Node;
  readonly arguments?: readonly Node[];
  readonly predicate?: readonly Stage[];
  readonly stages?: readonly Stage[];
}

interface Stage {
  readonly type: string;
  readonly expr: Node;
}

/** Functions that take no longer than reading their arguments, and give no more than those hold. */
const cheap: ReadonlySet<unknown> = new Set(
  (
    'count sum max min average exists not boolean number abs floor ceil round type keys lookup append merge ' +
    'length uppercase lowercase trim substring substringBefore substringAfter'
  ).split(' '),
);

/** Cheap without arguments. */
const constant: ReadonlySet<unknown> = new Set(['now', 'millis', 'uuid', 'random']);

/**
 * Whether an expression takes no more time and memory than its text and its data account for: paths, operators, literals,
 * constructors and some functions. No function of its own, no regular expression, nothing that multiplies data.
 */
export function isSimple(expression: jsonata.Expression): boolean {
  return isSimpleNode(expression.ast() as unknown as Node);
}

function isSimpleNode(node: Node): boolean {
  if ('group' in node || 'focus' in node || 'index' in node) return false;
  const filters = [...(node.predicate ?? []), ...(node.stages ?? [])];
  return (
    filters.every(({ type, expr }) => type === 'filter' && isSimpleNode(expr)) &&
    (parts(node)?.every(isSimpleNode) ?? false)
  );
}

/** What a node is made of; undefined where it is not simple itself. */
function parts(node: Node): readonly Node[] | undefined {
  switch (node.type) {
    case 'string':
    case 'number':
    case 'value':
    case 'variable':
    case 'name':
      return [];
    case 'path':
      return node.steps?.slice(1).every(({ type }) => type === 'name') ? node.steps : undefined;
    case 'binary':
      return node.value === '..' ? undefined : present([node.lhs as Node, node.rhs]);
    case 'unary':
      return operands(node);
    case 'condition':
      return present([node.condition, node.then, node.else]);
    case 'block':
      return node.expressions;
    case 'function':
      return isCheapCall(node) ? node.arguments : undefined;
    default:
      return undefined;
  }
}

/** Of `-x`, `[a, b]` and `{"k": v}`. */
function operands({ value, expression, expressions, lhs }: Node): readonly Node[] | undefined {
  if (value === '[') return expressions;
  if (value === '{') return (lhs as readonly (readonly [Node, Node])[]).flat();
  return present([expression]);
}

function isCheapCall({ procedure, arguments: given }: Node): boolean {
  if (procedure?.type !== 'variable') return false;
  return cheap.has(procedure.value) || (constant.has(procedure.value) && given?.length === 0);
}

function present(nodes: readonly (Node | undefined)[]): readonly Node[] {
  return nodes.filter((node) => node !== undefined);
}
