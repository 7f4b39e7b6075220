/** A definition, with a run laid over it or without → a Mermaid flowchart, as GitHub draws it in Markdown. */
import type { Json } from '../json.ts';
import type { Run } from '../run/run.ts';
import { cutAround, omission, type Cut } from './graph/cut.ts';
import { allStates, readGraph, type Graph, type GraphState, type Transition } from './graph/graph.ts';
import { drawnLeaf, notReached, plain, standings, type Look, type Standing } from './graph/standing.ts';
import { printableLine } from './printable.ts';

/** GitHub draws no more (Mermaid's `maxTextSize` and `maxEdges`, which a diagram cannot raise). */
const mostCharacters = 50_000;
const mostEdges = 500;

/** More states than this nobody can read at the width of a comment. */
const mostStates = 120;

type StandingOf = (name: string) => Standing;

/** Never more than GitHub draws: a large definition is cut around the state that failed, and says so. */
export function mermaidDiagram(definition: Json, run: Run): string {
  const graph = readGraph(definition);
  const known = standings(run, drawnLeaf(run));
  const standing: StandingOf = (name) => known.get(name) ?? notReached;
  for (let most = mostStates; ; most = Math.floor(most / 2)) {
    const text = draw(cutAround(graph, run, most), standing, looksOfRuns);
    if (most <= 1 || fits(text)) return text;
  }
}

/** All of it, however large: whether GitHub draws it, `fits` tells. */
export function plainMermaid(definition: Json): string {
  const graph = readGraph(definition);
  const total = allStates(graph).length;
  return draw({ graph, drawn: total, total }, () => plain, ['plain']);
}

/** Whether GitHub draws it. */
export function fits(text: string): boolean {
  const edges = text.split('\n').filter((line) => /^ *\w+ -/.test(line)).length;
  return text.length <= mostCharacters && edges <= mostEdges;
}

function draw({ graph, drawn, total }: Cut, standing: StandingOf, looks: readonly Look[]): string {
  const note =
    drawn < total
      ? [`  note>"${drawn} of ${total} states: those nearest to where it ended"]:::notReached`]
      : [];
  // Mermaid lets a subgraph have a class only after all that is in it is known.
  const frames = allStates(graph)
    .filter(({ branches }) => branches.length > 0)
    .map(({ id, name }) => `  class ${id} ${standing(name).look}Frame`);
  const lines = scopeLines(graph, standing, '  ');
  return ['flowchart TD', ...note, ...lines, ...frames, ...looks.flatMap(styleLines)].join('\n');
}

function scopeLines({ states, transitions }: Graph, standing: StandingOf, indent: string): string[] {
  return [
    ...states.flatMap((state) => stateLines(state, standing, indent)),
    ...transitions.map((transition) => `${indent}${edge(transition)}`),
  ];
}

function stateLines(state: GraphState, standing: StandingOf, indent: string): string[] {
  const { id, name, type, branches } = state;
  if (type === omission) return [`${indent}${id}(["${label(name)}"]):::notReached`];
  const one = standing(name);
  const text = `"${stateLabel(name, one)}"`;
  const [open, close] = shapes.get(type) ?? ['[', ']'];
  if (branches.length === 0) return [`${indent}${id}${open}${text}${close}:::${one.look}`];
  return [
    `${indent}subgraph ${id}[${text}]`,
    `${indent}  direction TB`,
    ...branches.flatMap((branch) => scopeLines(branch, standing, `${indent}  `)),
    `${indent}end`,
  ];
}

/** Those that are no rectangle. */
const shapes = new Map<string, readonly [open: string, close: string]>([
  ['Choice', ['{{', '}}']],
  ['Wait', ['(', ')']],
  ['Pass', ['(', ')']],
  ['Succeed', ['([', '])']],
  ['Fail', ['([', '])']],
]);

const marks: Readonly<Record<Look, string>> = {
  failed: '✗ ',
  running: '→ ',
  stopped: '◌ ',
  caught: '↷ ',
  passed: '✓ ',
  notReached: '',
  plain: '',
};

function stateLabel(name: string, { look, visits, retries }: Standing): string {
  const counts = [
    ...(visits > 1 ? [`${visits} times`] : []),
    ...(retries > 0 ? [`↻ ${retries} ${retries === 1 ? 'retry' : 'retries'}`] : []),
  ].join(', ');
  return `${marks[look]}${label(name)}${counts && `<br/>${counts}`}`;
}

/** AWS allows 80 characters; a wider node makes everything else small. */
const longestName = 60;

/**
 * Foreign text as Mermaid's character references: all but letters, digits and blanks, so that it can neither end the
 * label nor be Markdown or HTML in it.
 */
function label(text: string): string {
  const line = printableLine(text);
  const shown = line.length > longestName ? `${line.slice(0, longestName - 1)}…` : line;
  return shown.replace(/[^\p{L}\p{M}\p{N} ]/gu, (character) => `#${character.codePointAt(0) ?? 0};`);
}

function edge({ from, to, kind }: Transition): string {
  if (kind === 'catch') return `${from} -. catch .-> ${to}`;
  return kind === 'default' ? `${from} -->|default| ${to}` : `${from} --> ${to}`;
}

/** Fill, line and text of each look: readable on a light and on a dark page. */
const colours: Readonly<Record<Look, readonly [fill: string, stroke: string, text: string]>> = {
  failed: ['#cf222e', '#82071e', '#ffffff'],
  running: ['#ddf4ff', '#0969da', '#0a3069'],
  stopped: ['#eaeef2', '#57606a', '#24292f'],
  caught: ['#fff8c5', '#9a6700', '#4d2d00'],
  passed: ['#dafbe1', '#1a7f37', '#0f3d1e'],
  notReached: ['#f6f8fa', '#afb8c1', '#57606a'],
  plain: ['#ffffff', '#57606a', '#1f2328'],
};

const looksOfRuns = (Object.keys(colours) as Look[]).filter((look) => look !== 'plain');

function styleLines(look: Look): string[] {
  const [fill, stroke, text] = colours[look];
  const isFailed = look === 'failed';
  return [
    `  classDef ${look} fill:${fill},stroke:${stroke},color:${text}${isFailed ? ',stroke-width:3px' : ''}`,
    `  classDef ${look}Frame fill:none,stroke:${stroke},stroke-width:${isFailed ? 3 : 1}px`,
  ];
}
