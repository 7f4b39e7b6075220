/** `stages:` - what is different in a stage. */
import { isObject, type JsonObject } from '../json.ts';
import type { Diagnostics } from './diagnostics.ts';
import { didYouMean } from './nearest.ts';
import { documentOf, memberOf, overlaid, partOf, withMembers, type Part } from './parts.ts';
import { stageKeys } from './schema/workflow.ts';
import type { LocatedDocument } from './yaml/document.ts';

/**
 * The document as it is in a stage: maps are merged key by key, everything else is replaced, and `input`, which is data, is
 * replaced whole. The same document when the stage has nothing of its own.
 */
export function inStage(document: LocatedDocument, stage: string): LocatedDocument {
  const root = partOf(document);
  const stages = memberOf(root, 'stages');
  const own = stages && memberOf(stages, stage);
  if (!own || !isObject(own.value)) return document;
  const members = stageKeys.flatMap((key) => {
    const over = memberOf(own, key);
    const now = over && changed(key, memberOf(root, key), over);
    return now ? [[key, now] as const] : [];
  });
  return documentOf(withMembers(root, new Map<string, Part>(members)));
}

function changed(key: string, base: Part | undefined, over: Part): Part | undefined {
  if (key === 'input') return over;
  return key === 'functions' ? base && withChanges(base, over) : overlaid(base, over);
}

/** A function that is not there cannot be changed; `checkStages` reports it. */
function withChanges(functions: Part, over: Part): Part {
  if (!isObject(functions.value) || !isObject(over.value)) return functions;
  const known = Object.entries(over.value).filter(([key]) => memberOf(functions, key));
  return overlaid(functions, { ...over, value: Object.fromEntries(known) });
}

/** Every stage changes functions that there are, also the stages that are not meant now. */
export function checkStages({ stages, functions }: JsonObject, diagnostics: Diagnostics): void {
  const known = new Set(isObject(functions) ? Object.keys(functions) : []);
  for (const [stage, own] of Object.entries(isObject(stages) ? stages : {})) {
    const changes = isObject(own) && isObject(own.functions) ? Object.keys(own.functions) : [];
    for (const key of changes.filter((one) => !known.has(one))) {
      const hint = () => didYouMean(key, known, 'Add it under "functions" at the top');
      diagnostics.errorAtKey(['stages', stage, 'functions', key], `there is no function "${key}"`, hint);
    }
  }
}
