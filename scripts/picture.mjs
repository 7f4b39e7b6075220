// Draws docs/run.svg: what `stepline run examples/failing` looks like in a terminal. `node scripts/picture.mjs`
import { spawnSync } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const command = ['run', 'examples/failing'];
const { stdout } = spawnSync(process.execPath, [join(root, 'dist/cli.js'), ...command], {
  cwd: root,
  encoding: 'utf8',
  env: { ...process.env, FORCE_COLOR: '1' },
});

const escapeCharacter = String.fromCharCode(27);
const colours = {
  1: 'font-weight="bold"',
  2: 'fill="#8b949e"',
  31: 'fill="#ff7b72"',
  32: 'fill="#7ee787"',
  33: 'fill="#e3b341"',
  36: 'fill="#79c0ff"',
};
const lineHeight = 19;
const characterWidth = 8.43;
const lines = [
  `${escapeCharacter}[1m$ stepline ${command.join(' ')}${escapeCharacter}[22m`,
  ...stdout.trimEnd().split('\n'),
];
const width = Math.ceil(Math.max(...lines.map((line) => plain(line).length)) * characterWidth) + 40;
const height = lines.length * lineHeight + 36;

mkdirSync(join(root, 'docs'), { recursive: true });
writeFileSync(
  join(root, 'docs/run.svg'),
  `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}" role="img" aria-label="${escape(lines.map(plain).join(' '))}">
<rect width="100%" height="100%" rx="8" fill="#0d1117"/>
<g font-family="ui-monospace, SFMono-Regular, Menlo, Consolas, monospace" font-size="14" fill="#e6edf3" xml:space="preserve">
${lines.map((line, index) => `<text x="20" y="${30 + index * lineHeight}">${spans(line)}</text>`).join('\n')}
</g>
</svg>
`,
);

function spans(line) {
  const active = new Set();
  return line
    .split(new RegExp(`${escapeCharacter}\\[(\\d+)m`))
    .map((part, index) => {
      if (index % 2 === 0)
        return (
          part && `<tspan ${[...active].map((code) => colours[code] ?? '').join(' ')}>${escape(part)}</tspan>`
        );
      if (part === '39')
        [...active].filter((code) => Number(code) > 2).forEach((code) => active.delete(code));
      else if (part === '22') ['1', '2'].forEach((code) => active.delete(code));
      else active.add(part);
      return '';
    })
    .join('');
}

function plain(line) {
  return line.replace(new RegExp(`${escapeCharacter}\\[\\d+m`, 'g'), '');
}

// Viewers differ in what they make of blanks: none of them folds these.
function escape(text) {
  return text.replaceAll(' ', '\u00a0').replace(/[&<>"]/g, (character) => `&#${character.charCodeAt(0)};`);
}
