import type { Json } from '../../../json.ts';
import type { Evaluation } from './evaluation.ts';

/** A JSONPath, parsed. */
export interface Path {
  readonly text: string;
  /** `$` the state's data, `$$` the context object, else a variable's name. */
  readonly root: Root;
  readonly segments: readonly Segment[];
  /** Names at most one place: no wildcard, slice, filter, union or `..`. */
  readonly definite: boolean;
  /** A Jayway function at the end: `$.items.length()`. */
  readonly call?: string;
}

export type Root =
  | { readonly kind: 'input' }
  | { readonly kind: 'context' }
  | { readonly kind: 'variable'; readonly name: string };

export type Segment =
  | { readonly kind: 'names'; readonly names: readonly string[] }
  | { readonly kind: 'indexes'; readonly indexes: readonly number[] }
  | { readonly kind: 'slice'; readonly from?: number; readonly to?: number }
  | { readonly kind: 'wildcard' }
  | { readonly kind: 'filter'; readonly test: Predicate }
  | { readonly kind: 'descend' };

/** Whether an item passes. */
export type Predicate = (item: Json, evaluation: Evaluation) => boolean;
