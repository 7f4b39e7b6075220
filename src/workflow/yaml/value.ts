import { isAlias, isMap, isScalar, type Alias, type ParsedNode, type Scalar } from 'yaml';
import type { Json } from '../../json.ts';
import { keyText, type AliasTargets } from './find.ts';

/**
 * Units (a node is one, a character of text is one) that all aliases of a document together may stand for. Two thousand
 * steps can share their retry blocks; whoever copies the value never has much to copy.
 */
const largestAliased = 500_000;
/** Deeper than any real definition, and shallow enough for every recursion over it. */
const deepest = 200;

type ReportAt = (offset: number, what: string, hint?: string) => void;

/**
 * The JSON that a document stands for. Whatever JSON cannot hold is reported and becomes null. Aliases share one value;
 * the size of what they stand for together is bounded ("billion laughs").
 */
export function toJson(root: ParsedNode | null, report: ReportAt): Read {
  const reader = new Reader(report);
  const value = root ? reader.read(root, 0) : null;
  return { value, targets: reader.targets, isWhole: !reader.stopped };
}

interface Read {
  readonly value: Json;
  readonly targets: AliasTargets;
  /** False when the document is too deep or too large to be read to its end. */
  readonly isWhole: boolean;
}

interface Anchored {
  readonly node: ParsedNode;
  readonly value: Json;
  readonly size: number;
}

class Reader {
  readonly targets = new Map<Alias, ParsedNode>();
  stopped = false;
  readonly #anchors = new Map<string, Anchored | 'open'>();
  readonly #report: ReportAt;
  /** What has been read so far, aliases written out. */
  #size = 0;
  /** The share of it that aliases stand for. */
  #aliased = 0;

  constructor(report: ReportAt) {
    this.#report = report;
  }

  read(node: ParsedNode, depth: number): Json {
    if (depth > deepest) return this.#stop(node, `this is nested more than ${deepest} levels deep`);
    if (this.stopped) return null;
    if (isAlias(node)) return this.#alias(node);
    const before = this.#size;
    if (node.anchor) this.#anchors.set(node.anchor, 'open');
    const value = this.#plain(node, depth);
    if (node.anchor) this.#anchors.set(node.anchor, { node, value, size: this.#size - before });
    return value;
  }

  #plain(node: Exclude<ParsedNode, Alias>, depth: number): Json {
    this.#size += 1;
    if (isScalar(node)) return this.#scalar(node);
    if (isMap(node)) return this.#map(node, depth);
    return node.items.map((item) => this.read(item, depth + 1));
  }

  #map(node: Extract<ParsedNode, { items: unknown }>, depth: number): Json {
    const entries = new Map<string, Json>();
    for (const { key, value } of node.items as { key: ParsedNode; value: ParsedNode | null }[]) {
      const name = this.#key(key);
      if (name === undefined) continue;
      if (entries.has(name)) this.#report(key.range[0], `the key "${name}" stands here a second time`);
      entries.set(name, value ? this.read(value, depth + 1) : null);
    }
    return Object.fromEntries(entries);
  }

  #key(key: ParsedNode): string | undefined {
    const text = keyText(key);
    if (text === undefined) this.#report(key.range[0], 'a key must be text');
    else if (text === '__proto__') this.#report(key.range[0], 'a key cannot be "__proto__"');
    else this.#size += text.length;
    return text === '__proto__' ? undefined : text;
  }

  #scalar(node: Scalar.Parsed): Json {
    const value: unknown = node.value;
    if (typeof value === 'string') return this.#text(value);
    if (typeof value === 'bigint') return this.#integer(node, value);
    if (value === null || typeof value === 'boolean') return value;
    if (typeof value === 'number' && Number.isFinite(value)) return value;
    this.#report(node.range[0], `JSON has no value "${node.source}"`, 'Put it in quotes');
    return null;
  }

  #text(value: string): string {
    this.#size += value.length;
    return value;
  }

  /** JSON's numbers are doubles, in AWS as here: what they cannot hold exactly would change on the way. */
  #integer(node: Scalar.Parsed, value: bigint): number {
    const exact = Number(value);
    if (!Number.isSafeInteger(exact)) {
      const what = `the number ${node.source} is too large to be exact`;
      this.#report(node.range[0], what, 'Put it in quotes to pass it on as text');
    }
    return exact;
  }

  #alias(node: Alias.Parsed): Json {
    const target = this.#anchors.get(node.source);
    if (target === undefined) {
      this.#report(node.range[0], `*${node.source} has no anchor &${node.source} before it`);
      return null;
    }
    if (target === 'open') return this.#stop(node, `*${node.source} contains itself`);
    this.targets.set(node, target.node);
    this.#size += target.size;
    this.#aliased += target.size;
    if (this.#aliased <= largestAliased) return target.value;
    return this.#stop(node, 'the aliases up to here stand for more than can be read');
  }

  #stop(node: ParsedNode, what: string): null {
    if (!this.stopped) this.#report(node.range[0], what);
    this.stopped = true;
    return null;
  }
}
