/** A workflow's name made of any text: letters, digits, - and _. `otherwise` where none of it can stay. */
export function nameFrom(text: string, otherwise: string): string {
  return text.replace(/[^a-zA-Z0-9_-]+/g, '-').slice(0, 64) || otherwise;
}
