/** XML 1.0, as much as JUnit's reports need. */
import { printable } from './printable.ts';

export type Attributes = Readonly<Record<string, string | number>>;

/** A report with its suites, which are elements. */
export function junitDocument(counts: Attributes, suites: readonly string[]): string {
  const root = element('testsuites', { name: 'stepline', ...counts }, suites);
  return ['<?xml version="1.0" encoding="UTF-8"?>', root, ''].join('\n');
}

/** @param children elements, or what `text` has made. */
export function element(name: string, attributes: Attributes, children: readonly string[]): string {
  const open = [name, ...Object.entries(attributes).map(([key, value]) => `${key}="${text(String(value))}"`)];
  const start = open.join(' ');
  return children.length === 0 ? `<${start}/>` : `<${start}>${children.join('\n')}</${name}>`;
}

/** Foreign text as XML 1.0 can hold it: `printable` takes the control characters, this the rest that it has no place for. */
export function text(foreign: string): string {
  return printable(foreign)
    .replace(/[\ufffe\uffff]|\p{Surrogate}/gu, '\ufffd')
    .replace(/[&<>"']/g, (mark) => `&#${mark.charCodeAt(0)};`);
}
