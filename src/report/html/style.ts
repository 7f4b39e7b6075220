/** How the page looks: by the reader's choice light or dark, and the same on paper. */
export const colours = `
:root {
  --page: #f6f8fa; --card: #ffffff; --text: #1f2328; --soft: #59636e; --edge: #d1d9e0; --quiet: #f6f8fa;
  --red: #cf222e; --red-soft: #ffebe9; --green: #1a7f37; --green-soft: #e6f6ea; --amber: #8a5a00; --amber-soft: #fff6d6;
  --blue: #0969da; --line: #8c959f; --code: ui-monospace, SFMono-Regular, Menlo, Consolas, "Liberation Mono", monospace;
}
@media (prefers-color-scheme: dark) {
  :root {
    --page: #0d1117; --card: #151b23; --text: #e6edf3; --soft: #9aa4af; --edge: #30363d; --quiet: #0d1117;
    --red: #ff7b72; --red-soft: #301518; --green: #56d364; --green-soft: #12271a; --amber: #e3b341; --amber-soft: #2b2210;
    --blue: #6cb6ff; --line: #6e7681;
  }
}
`;

/** Of the pictures of states. */
export const graph = `
.graph text { font: 600 13px system-ui, -apple-system, "Segoe UI", "Noto Sans", Helvetica, Arial, sans-serif; fill: var(--text); }
.graph .note { font-size: 11.5px; font-weight: 400; fill: var(--soft); }
.graph .mark { font-size: 15px; text-anchor: middle; }
.graph .omission { font-size: 11.5px; font-weight: 400; text-anchor: middle; fill: var(--soft); }
.graph .box { fill: var(--card); stroke: var(--line); stroke-width: 1.25; }
.graph .container .box { fill: var(--quiet); }
.graph .notReached .box { stroke: var(--edge); stroke-dasharray: 4 3; }
.graph .notReached .name { fill: var(--soft); }
.graph .passed .box { fill: var(--green-soft); stroke: var(--green); }
.graph .passed .mark { fill: var(--green); }
.graph .running .box { fill: var(--card); stroke: var(--blue); stroke-width: 2; }
.graph .running .mark { fill: var(--blue); }
.graph .caught .box { fill: var(--amber-soft); stroke: var(--amber); }
.graph .caught .mark { fill: var(--amber); }
.graph .failed .box { fill: var(--red-soft); stroke: var(--red); stroke-width: 2; }
.graph .failed .mark { fill: var(--red); }
.graph .container.passed .box, .graph .container.failed .box, .graph .container.caught .box { fill: var(--quiet); }
.graph .frame { fill: none; stroke: var(--red); stroke-width: 3; }
.graph .leaf .box { stroke-width: 1; }
.graph .leaf .name, .graph .leaf .mark { fill: var(--red); }
.graph a:hover .box { stroke-width: 2.5; }
.line path { fill: none; stroke: var(--line); stroke-width: 1.25; opacity: .75; }
.line .head { fill: var(--line); stroke: none; }
.line.catch path:not(.head) { stroke-dasharray: 4 3; }
.line.taken path { opacity: 1; stroke: var(--text); stroke-width: 1.75; }
.line.taken .head { fill: var(--text); stroke: none; }
`;

/** Of a graph that is a file of its own. */
export const graphStyle = `${colours}${graph}.graph { background: var(--page); }`;

export const styleSheet = `${colours}
* { box-sizing: border-box; }
body { margin: 0; background: var(--page); color: var(--text); font: 14px/1.5 system-ui, -apple-system, "Segoe UI", "Noto Sans", Helvetica, Arial, sans-serif; }
header, main, footer { max-width: 1240px; margin: 0 auto; padding: 0 24px; }
header { padding-top: 28px; padding-bottom: 4px; }
h1, h2, p, dl, dd { margin: 0; }
h1 { display: flex; align-items: center; gap: 12px; margin: 4px 0 8px; font-size: 26px; line-height: 1.25; font-weight: 650; letter-spacing: -.01em; overflow-wrap: anywhere; }
h1 em { font-style: normal; }
header.failed h1 { color: var(--red); }
header.passed h1 { color: var(--green); }
.seal { flex: none; width: 32px; height: 32px; border-radius: 50%; display: grid; place-items: center; font-size: 17px; color: var(--card); background: var(--green); }
header.failed .seal { background: var(--red); }
.workflow { font-weight: 600; overflow-wrap: anywhere; }
.workflow span { margin-left: 6px; padding: 1px 8px; border: 1px solid var(--edge); border-radius: 999px; color: var(--soft); font-size: 12px; font-weight: 500; }
.facts { display: flex; flex-wrap: wrap; gap: 2px 18px; color: var(--soft); }
.facts code { overflow-wrap: anywhere; }
h2 { margin-bottom: 12px; font-size: 15px; font-weight: 600; }
.card { margin: 16px 0; padding: 18px 20px; background: var(--card); border: 1px solid var(--edge); border-radius: 12px; min-width: 0; }
.card.failed { border-top: 3px solid var(--red); }
.first { display: grid; grid-template-columns: minmax(0, 1fr) minmax(0, 1fr); gap: 16px; }
.first .card { margin-bottom: 0; }
.where svg { display: block; margin: 0 auto; max-width: 100%; max-height: 500px; height: auto; }
@media (max-width: 860px) { .first { grid-template-columns: minmax(0, 1fr); gap: 0; } header, main, footer { padding: 0 14px; } header { padding-top: 18px; } }
code, pre { font: 12.5px/1.55 var(--code); }
pre { margin: 8px 0 0; padding: 12px 14px; max-height: 340px; overflow: auto; background: var(--quiet); border: 1px solid var(--edge); border-radius: 8px; white-space: pre-wrap; overflow-wrap: anywhere; }
.error { color: var(--red); font: 600 15px/1.5 var(--code); overflow-wrap: anywhere; }
.reason { white-space: pre-wrap; overflow-wrap: anywhere; }
.card.failed > .reason { font-size: 16px; max-height: 200px; overflow: hidden; }
dl { display: grid; gap: 4px; margin: 14px 0 10px; }
dl div { display: grid; grid-template-columns: 90px minmax(0, 1fr); gap: 10px; }
dt { color: var(--soft); overflow-wrap: anywhere; }
dd { overflow-wrap: anywhere; }
a { color: var(--blue); text-decoration: none; }
a:hover { text-decoration: underline; }
:focus-visible { outline: 2px solid var(--blue); outline-offset: 2px; border-radius: 4px; }
summary { cursor: pointer; }
.value { margin-top: 10px; }
.size, .cut { color: var(--soft); font-size: 12.5px; }
.size { margin-left: 6px; }
.cut { margin: 6px 0; }
.wide { overflow: auto; }
.tall { max-height: 720px; }
.tall svg { display: block; margin: 0 auto; }
table { width: 100%; border-collapse: collapse; }
th, td { padding: 6px 10px; text-align: left; vertical-align: top; font-weight: 400; border-top: 1px solid var(--edge); overflow-wrap: anywhere; }
thead th { border-top: 0; color: var(--soft); font-size: 12.5px; font-weight: 500; white-space: nowrap; }
.number { text-align: right; font-variant-numeric: tabular-nums; white-space: nowrap; }
.timeline th[scope=row] { width: 26%; min-width: 180px; }
.timeline tr.failed th { box-shadow: inset 3px 0 var(--red); }
.timeline tr.failed { background: var(--red-soft); }
.timeline .axis, .timeline .bars { width: 38%; min-width: 220px; }
.axis span:last-child { float: right; }
.bars svg { display: block; width: 100%; height: 12px; margin-top: 5px; border-radius: 3px; background: var(--quiet); }
.bars rect { fill: var(--green); }
.bars .visit { opacity: .35; }
.bars .visit.failed { fill: var(--red); }
.bars .visit.caught { fill: var(--amber); }
.bars .visit.stopped { fill: var(--line); }
.bars .failed { fill: var(--red); }
.bars .aborted { fill: var(--line); }
.bars .running { fill: var(--blue); }
.badge { display: inline-block; padding: 0 8px; border-radius: 999px; font-size: 12.5px; white-space: nowrap; color: var(--soft); border: 1px solid var(--edge); }
.badge.passed { color: var(--green); background: var(--green-soft); border-color: transparent; }
.badge.failed { color: var(--card); background: var(--red); border-color: transparent; font-weight: 600; }
.badge.caught { color: var(--amber); background: var(--amber-soft); border-color: transparent; }
.visit { border-top: 1px solid var(--edge); }
.visit > summary { display: flex; flex-wrap: wrap; gap: 0 10px; padding: 8px 4px; }
.visit > summary .path { font-weight: 550; overflow-wrap: anywhere; }
.visit > summary .note { color: var(--soft); margin-left: auto; }
.visit > div { padding: 0 4px 14px 28px; scroll-margin-top: 60px; }
.visit .mark { width: 14px; text-align: center; color: var(--soft); }
.visit.passed .mark { color: var(--green); }
.visit.failed .mark, .visit.failed .reason { color: var(--red); }
.visit.caught .mark { color: var(--amber); }
.changes th[scope=row] { min-width: 240px; }
.changes .size { white-space: pre-wrap; }
.attempts { margin-top: 8px; }
.attempts .failed td { color: var(--red); }
footer { padding-top: 4px; padding-bottom: 28px; color: var(--soft); font-size: 12.5px; }
${graph}
@media print { .card { break-inside: avoid; } .tall, pre { max-height: none; } }
`;
