/** Texts, quoted names, comments and regular expressions: what looks like an operator within them is none. */
const opaque =
  /"(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*'|`[^`]*`|\/\*[^]*?\*\/|(?<=(?:^|[(,=~?:{[|&])\s*)\/(?:[^/\\]|\\.)+\/[im]*/g;

const newer = /\?\?|\?:/;

/** An operator that JSONata has got since the version that AWS runs (2.0.6): `??` or `?:`; undefined where there is none. */
export function unknownOperator(expression: string): string | undefined {
  return newer.exec(expression.replace(opaque, ' '))?.[0];
}
