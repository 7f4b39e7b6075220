/** XML as the query and REST XML protocols write it, as values that a model can be held against. */
import type { NormalizedSchema } from '@smithy/core/schema';
import { wireName } from './shape.ts';

export interface Element {
  readonly name: string;
  readonly children: readonly Element[];
  readonly text: string;
}

const token = /<\?.*?\?>|<(\/?)([^\s/>]+)[^>]*?(\/?)>|([^<]+)/gs;

/** The document's root element. Attributes are skipped. Throws for elements that do not close one another. */
export function parseXml(document: string): Element {
  const root: Open = { name: '', children: [], text: '' };
  const open = [root];
  for (const [, close, name, empty, text] of document.matchAll(token)) {
    const inner = open.at(-1) ?? root;
    if (text !== undefined) inner.text += text;
    else if (name !== undefined && close) {
      if (open.pop()?.name !== name) throw new Error(`</${name}> closes another element`);
    } else if (name !== undefined) {
      const element: Open = { name, children: [], text: '' };
      inner.children.push(element);
      if (!empty) open.push(element);
    }
  }
  const [element] = root.children;
  if (!element || open.length > 1) throw new Error('The document is not whole');
  return element;
}

interface Open {
  readonly name: string;
  readonly children: Open[];
  text: string;
}

export function child({ children }: Element, name: string): Element | undefined {
  return children.find((element) => element.name === name);
}

/** The element's content: lists and maps where the model has them, else an object of what is in it, else its text. */
export function valueOf(element: Element, schema: NormalizedSchema | undefined): unknown {
  if (schema?.isListSchema()) return items(element, schema);
  if (schema?.isMapSchema()) return entries(element, schema);
  if (schema?.isStructSchema()) return members(element, schema);
  return element.children.length > 0 ? members(element, undefined) : element.text;
}

function members({ children }: Element, schema: NormalizedSchema | undefined): Record<string, unknown> {
  const known = new Map(
    schema && [...schema.structIterator()].map(([, member]) => [wireName(member, 'text'), member]),
  );
  const value: Record<string, unknown> = {};
  for (const element of children) {
    const member = known.get(element.name);
    if (member?.getMergedTraits().xmlFlattened) {
      const before = (value[element.name] ?? []) as readonly unknown[];
      value[element.name] = [...before, valueOf(element, member.getValueSchema())];
    } else value[element.name] = valueOf(element, member);
  }
  return value;
}

/** Anything but items makes of the list an object, which is no list. */
function items(element: Element, schema: NormalizedSchema): unknown {
  const item = schema.getValueSchema();
  const name = item.getMergedTraits().xmlName ?? 'member';
  if (element.children.some((inner) => inner.name !== name)) return members(element, undefined);
  return element.children.map((inner) => valueOf(inner, item));
}

function entries(element: Element, schema: NormalizedSchema): Record<string, unknown> {
  return Object.fromEntries(
    element.children.map((entry) => {
      const [key, value] = entry.children;
      return [key?.text ?? '', value && valueOf(value, schema.getValueSchema())];
    }),
  );
}
