import { isAlias, isMap, isScalar, isSeq, type Alias, type Node, type ParsedNode, type YAMLMap } from 'yaml';
import { memo } from '../../memo.ts';
import type { Path } from '../workflow.ts';

/** What each alias of a document stands for. */
export type AliasTargets = ReadonlyMap<Alias, ParsedNode>;

/** The text of a key as JSON would have it; undefined for keys that JSON has not. */
export function keyText(key: unknown): string | undefined {
  if (!isScalar(key) || key.value === null) return undefined;
  return typeof key.value === 'string' ? key.value : key.source;
}

/** The node at `path`, or the deepest one on the way to it. */
export function valueAt(root: ParsedNode | null, path: Path, targets: AliasTargets): Node | undefined {
  let node: Node | undefined = root ?? undefined;
  for (const step of path) {
    const child = childOf(node, step, targets);
    if (!child) break;
    node = child;
  }
  return node;
}

/** The key node that `path` ends with, or what `valueAt` finds when there is no such key. */
export function keyAt(root: ParsedNode | null, path: Path, targets: AliasTargets): Node | undefined {
  const last = path.at(-1);
  const parent = follow(valueAt(root, path.slice(0, -1), targets), targets);
  const pair = isMap(parent) && typeof last === 'string' ? pairOf(parent, last) : undefined;
  return (pair?.key as Node | undefined) ?? valueAt(root, path, targets);
}

function childOf(parent: Node | undefined, step: string | number, targets: AliasTargets): Node | undefined {
  const node = follow(parent, targets);
  if (isMap(node)) {
    const pair = pairOf(node, String(step));
    return (pair?.value ?? pair?.key) as Node | undefined;
  }
  return isSeq(node) && typeof step === 'number' ? (node.items[step] as Node | undefined) : undefined;
}

function follow(node: Node | undefined, targets: AliasTargets): Node | undefined {
  return isAlias(node) ? targets.get(node) : node;
}

/** The last one of that name: it is the one whose value counts. */
function pairOf(map: YAMLMap, key: string): YAMLMap['items'][number] | undefined {
  return pairsOf(map).get(key);
}

/** By their names. Each of thousands of functions may have to be found among all of them. */
const pairsOf = memo((map: YAMLMap) => new Map(map.items.map((pair) => [keyText(pair.key), pair])));
