/** XML as AWS's protocols have it: elements without attributes. */

/**
 * Members as elements: a list repeats its element, undefined is left out. Inside of an object the same, at any depth.
 */
export function elements(members: Readonly<Record<string, unknown>>): string {
  return Object.entries(members)
    .map(([name, value]) =>
      Array.isArray(value) ? value.map((item) => element(name, item)).join('') : element(name, value),
    )
    .join('');
}

function element(name: string, value: unknown): string {
  if (value === undefined) return '';
  return `<${name}>${isObject(value) ? elements(value) : escapeXml(text(value))}</${name}>`;
}

function text(scalar: unknown): string {
  return typeof scalar === 'string' ? scalar : JSON.stringify(scalar);
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null;
}

const entities: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };

/** A carriage return stands as a reference, or the reader makes a line feed of it; what XML cannot hold goes. */
export function escapeXml(text: string): string {
  return text
    .replace(/[&<>"]/g, (character) => entities[character] ?? character)
    .replace(/\r/g, '&#xD;')
    .replace(/(?![\t\n])\p{Cc}|[\ufffe\uffff]/gu, '');
}

/** The texts of all elements of that name, in their order; whatever else the document holds is not looked at. */
export function textsOf(document: string, name: string): readonly string[] {
  const found = document.matchAll(new RegExp(`<${name}(?:\\s[^>]*)?>([^<]*)</${name}>`, 'g'));
  return [...found].map(([, text = '']) => unescapeXml(text));
}

const characters: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" };

function unescapeXml(text: string): string {
  return text.replace(
    /&(?:#x([0-9a-fA-F]+)|#(\d+)|(\w+));/g,
    (whole, hex?: string, decimal?: string, name?: string) => {
      if (hex !== undefined) return String.fromCodePoint(Number.parseInt(hex, 16));
      if (decimal !== undefined) return String.fromCodePoint(Number(decimal));
      return characters[name ?? ''] ?? whole;
    },
  );
}
