/** How the page looks: in the colours of the report, light or dark as the browser wishes. */
import { colours, graph } from '../report/html/style.ts';

const base = `
:root { --blue-soft: #ddf4ff; --solid: #1f2328; --on-solid: #ffffff; --shadow: 0 1px 2px #1f23280f, 0 4px 12px #1f23280a; color-scheme: light dark; }
@media (prefers-color-scheme: dark) { :root { --blue-soft: #12263c; --solid: #e6edf3; --on-solid: #0d1117; --shadow: none; } }
* { box-sizing: border-box; }
body { margin: 0; background: var(--page); color: var(--text); font: 14px/1.5 system-ui, -apple-system, "Segoe UI", "Noto Sans", Helvetica, Arial, sans-serif; }
h1, h2, h3, p, ul, pre { margin: 0; padding: 0; }
ul { list-style: none; }
main { max-width: 1560px; margin: 0 auto; padding: 16px 24px 64px; outline: none; }
h1 { display: flex; align-items: center; gap: 12px; font-size: 24px; line-height: 1.25; font-weight: 650; letter-spacing: -.01em; overflow-wrap: anywhere; }
h1 em { font-style: normal; }
h2 { font-size: 15px; font-weight: 600; overflow-wrap: anywhere; }
h3 { font-size: 12.5px; font-weight: 600; color: var(--soft); }
a { color: var(--blue); text-decoration: none; }
a:hover { text-decoration: underline; }
:focus-visible { outline: 2px solid var(--blue); outline-offset: 2px; border-radius: 4px; }
code, pre { font: 12.5px/1.55 var(--code); }
pre { padding: 10px 12px; overflow: auto; background: var(--quiet); border: 1px solid var(--edge); border-radius: 8px; white-space: pre-wrap; overflow-wrap: anywhere; }
.soft { color: var(--soft); }
.unseen { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); white-space: nowrap; }
.skip { position: absolute; left: -999px; top: 4px; padding: 6px 12px; background: var(--card); z-index: 3; }
.skip:focus { left: 8px; }
noscript { display: block; padding: 24px; }
`;

const controls = `
button, select, input, textarea { font: inherit; color: inherit; }
button { padding: 5px 14px; border: 1px solid var(--edge); border-radius: 8px; background: var(--card); font-weight: 550; cursor: pointer; white-space: nowrap; }
button:hover:not(:disabled) { border-color: var(--line); background: var(--quiet); }
button:disabled { opacity: .5; cursor: default; }
button.primary { background: var(--solid); border-color: var(--solid); color: var(--on-solid); }
button.primary:hover:not(:disabled) { background: var(--solid); opacity: .88; }
button.danger { color: var(--red); border-color: var(--red); }
button.quiet { padding: 1px 8px; border-color: transparent; background: none; color: var(--soft); font-size: 12.5px; font-weight: 500; }
button.quiet:hover:not(:disabled) { border-color: var(--edge); }
button.plain { padding: 0; border: 0; background: none; font-weight: inherit; text-align: left; overflow: hidden; text-overflow: ellipsis; }
button.plain:hover:not(:disabled) { background: none; text-decoration: underline; }
select, input:not([type=checkbox]), textarea { padding: 5px 10px; border: 1px solid var(--edge); border-radius: 8px; background: var(--card); }
select, input, textarea { font-weight: 400; }
textarea { width: 100%; resize: vertical; font: 12.5px/1.55 var(--code); }
textarea[aria-invalid=true] { border-color: var(--red); }
.actions { display: flex; flex-wrap: wrap; gap: 8px; align-items: center; }
dialog { width: min(640px, calc(100vw - 32px)); padding: 0; border: 1px solid var(--edge); border-radius: 12px; background: var(--card); color: var(--text); }
dialog::backdrop { background: #0008; }
dialog form { display: grid; gap: 12px; padding: 20px; }
dialog label { display: grid; gap: 4px; font-weight: 550; }
dialog label .soft { font-weight: 400; }
dialog .actions { justify-content: flex-end; }
.mistake { min-height: 1.5em; color: var(--red); font-size: 12.5px; overflow-wrap: anywhere; }
`;

const frame = `
.top { position: sticky; top: 0; z-index: 2; display: flex; align-items: center; justify-content: space-between; gap: 16px; height: 48px; padding: 0 24px; background: var(--card); border-bottom: 1px solid var(--edge); }
.brand { display: flex; align-items: center; gap: 8px; font-weight: 650; color: var(--text); }
.brand:hover { text-decoration: none; }
.logoLine { fill: none; stroke: var(--line); stroke-width: 2; }
.logoStart { fill: var(--green); }
.logoEnd { fill: var(--blue); }
.pill { padding: 0 8px; border: 1px solid var(--edge); border-radius: 999px; color: var(--soft); font-size: 12px; font-weight: 500; }
.endpoint { color: var(--soft); overflow: hidden; text-overflow: ellipsis; }
.crumbs { display: flex; flex-wrap: wrap; gap: 2px 8px; margin-bottom: 6px; font-size: 13px; }
.crumbs > * + *::before { content: "›"; margin-right: 8px; color: var(--soft); }
.head { display: flex; flex-wrap: wrap; align-items: flex-start; justify-content: space-between; gap: 12px; }
.facts { display: flex; flex-wrap: wrap; align-items: center; gap: 2px 16px; margin-top: 4px; color: var(--soft); }
.facts code { overflow-wrap: anywhere; }
.card { margin-top: 16px; padding: 14px 18px 18px; background: var(--card); border: 1px solid var(--edge); border-radius: 12px; box-shadow: var(--shadow); min-width: 0; }
.cardHead { display: flex; flex-wrap: wrap; align-items: center; justify-content: space-between; gap: 8px; margin-bottom: 8px; }
.halves { display: grid; grid-template-columns: minmax(0, 1fr) minmax(0, 1fr); gap: 0 16px; align-items: start; }
.pair { display: grid; grid-template-columns: repeat(auto-fit, minmax(min(280px, 100%), 1fr)); gap: 0 16px; }
.trouble { display: flex; flex-wrap: wrap; gap: 0 10px; margin-top: 12px; padding: 8px 14px; border: 1px solid var(--red); border-radius: 8px; background: var(--red-soft); overflow-wrap: anywhere; }
.trouble strong { color: var(--red); }
.empty { display: grid; justify-items: center; gap: 10px; padding: 36px 16px; text-align: center; }
.empty pre { text-align: left; max-width: 100%; }
.emptyTitle { font-size: 16px; font-weight: 600; }
.wide { overflow-x: auto; }
table { width: 100%; border-collapse: collapse; }
th, td { padding: 6px 10px; text-align: left; vertical-align: top; font-weight: 400; border-top: 1px solid var(--edge); overflow-wrap: anywhere; }
thead th { border-top: 0; color: var(--soft); font-size: 12.5px; font-weight: 500; white-space: nowrap; }
.number { text-align: right; font-variant-numeric: tabular-nums; white-space: nowrap; }
.badge { display: inline-block; padding: 0 9px; border-radius: 999px; font-size: 12.5px; white-space: nowrap; color: var(--soft); border: 1px solid var(--edge); }
.badge.passed { color: var(--green); background: var(--green-soft); border-color: transparent; }
.badge.failed { color: var(--card); background: var(--red); border-color: transparent; font-weight: 600; }
.badge.caught { color: var(--amber); background: var(--amber-soft); border-color: transparent; }
.badge.running { color: var(--blue); background: var(--blue-soft); border-color: transparent; }
.executions tr.failed td:first-child { box-shadow: inset 3px 0 var(--red); }
.executions th[scope=row] { font-family: var(--code); font-size: 12.5px; }
`;

const home = `
.machines { display: grid; grid-template-columns: repeat(auto-fill, minmax(min(240px, 100%), 1fr)); gap: 12px; margin-top: 14px; }
.machine { position: relative; display: grid; align-content: start; gap: 4px; padding: 14px 16px; background: var(--card); border: 1px solid var(--edge); border-radius: 12px; box-shadow: var(--shadow); }
.machine:hover { border-color: var(--line); }
.machineName { font-weight: 600; font-size: 15px; color: var(--text); overflow-wrap: anywhere; }
.machineName::after { content: ""; position: absolute; inset: 0; }
.machine p { font-size: 12.5px; }
.machineLast { margin-top: 2px; }
.sparkline { display: block; margin-top: 6px; max-width: 100%; }
.sparkline rect, .progress rect { fill: var(--line); }
.sparkline .passed, .progress .passed { fill: var(--green); }
.sparkline .failed, .progress .failed { fill: var(--red); }
.sparkline .running, .progress .running { fill: var(--blue); }
.progress .notReached { fill: var(--edge); }
.progress { display: block; width: 100%; height: 10px; border-radius: 5px; background: var(--quiet); }
`;

const execution = `
.seal { flex: none; width: 30px; height: 30px; border-radius: 50%; display: grid; place-items: center; font-size: 16px; color: var(--card); background: var(--line); }
.execution.failed h1 { color: var(--red); }
.execution.failed .seal { background: var(--red); }
.execution.passed h1 { color: var(--green); }
.execution.passed .seal { background: var(--green); }
.execution.running h1 { color: var(--blue); }
.execution.running .seal { background: var(--blue); }
.why { margin-top: 10px; padding: 8px 14px; border-left: 4px solid var(--red); border-radius: 4px 8px 8px 4px; background: var(--red-soft); overflow-wrap: anywhere; max-height: 96px; overflow: hidden; }
.why strong { margin-right: 8px; color: var(--red); font-family: var(--code); font-size: 13px; }
.picture { position: relative; }
.canvas { max-height: clamp(320px, calc(100vh - 330px), 640px); overflow: auto; }
.canvas svg { display: block; margin: 0 auto; }
.zoom { position: absolute; right: 8px; top: -36px; z-index: 1; display: flex; gap: 4px; }
.zoom button { width: 28px; height: 26px; padding: 0; }
.workplace { align-items: stretch; }
.workplace .inspector { contain: size; min-height: 440px; overflow: auto; }
.inspector.failed { border-top: 3px solid var(--red); }
.inspector.running { border-top: 3px solid var(--blue); }
.inspector.caught { border-top: 3px solid var(--amber); }
.inspector.passed { border-top: 3px solid var(--green); }
.failure { margin-top: 10px; }
.error { color: var(--red); }
.failure .error { font: 600 14px/1.5 var(--code); overflow-wrap: anywhere; }
.reason { white-space: pre-wrap; overflow-wrap: anywhere; font-size: 15px; max-height: 180px; overflow: auto; }
.visits { display: flex; align-items: center; gap: 8px; margin-top: 8px; color: var(--soft); font-variant-numeric: tabular-nums; }
.visits button { padding: 0 10px; }
.children { margin-top: 10px; overflow-wrap: anywhere; }
.value, .logs, .items, .inspector > .wide { margin-top: 12px; min-width: 0; }
.valueHead { display: flex; justify-content: space-between; align-items: baseline; gap: 8px; min-height: 24px; }
.value pre { max-height: 300px; }
.value .key { color: var(--blue); }
.value .text { color: var(--green); }
.value .literal { color: var(--amber); }
.attempts .failed td:last-child { color: var(--red); }
.fields { display: flex; flex-wrap: wrap; gap: 3px; margin-top: 6px; }
.fields button { width: 22px; height: 22px; padding: 0; border-radius: 5px; font-size: 12px; line-height: 1; color: var(--soft); }
.fields .passed { color: var(--green); background: var(--green-soft); border-color: var(--green-soft); }
.fields .failed { color: var(--card); background: var(--red); border-color: var(--red); }
.fields .caught { color: var(--amber); background: var(--amber-soft); border-color: var(--amber-soft); }
.fields .running { color: var(--blue); background: var(--blue-soft); border-color: var(--blue-soft); }
details { margin-top: 12px; }
summary { cursor: pointer; }
`;

const lists = `
.tabs { display: flex; flex-wrap: wrap; gap: 4px; margin: -6px -6px 12px; border-bottom: 1px solid var(--edge); }
.tabs button { border: 0; border-radius: 6px 6px 0 0; background: none; color: var(--soft); }
.tabs [aria-selected=true] { color: var(--text); box-shadow: inset 0 -2px var(--blue); }
.filter { display: flex; flex-wrap: wrap; align-items: center; gap: 8px 14px; margin-bottom: 8px; }
.filter input[type=search] { width: min(280px, 100%); }
.check { display: flex; align-items: center; gap: 6px; }
.windowed { max-height: 480px; overflow: auto; border: 1px solid var(--edge); border-radius: 8px; }
.row { display: flex; align-items: center; gap: 12px; padding: 0 12px; min-width: 640px; white-space: nowrap; }
.columns { position: sticky; top: 0; z-index: 1; height: 32px; background: var(--card); border-bottom: 1px solid var(--edge); color: var(--soft); font-size: 12.5px; }
.rows { position: relative; min-width: 640px; }
.rows .row { position: absolute; left: 0; right: 0; border-bottom: 1px solid var(--edge); }
.row.chosen { background: var(--blue-soft); }
.row.failed { box-shadow: inset 3px 0 var(--red); }
.row.failed:not(.chosen) { background: var(--red-soft); }
.row > span { overflow: hidden; text-overflow: ellipsis; }
.row > .cellState { flex: 2 1 0; display: flex; gap: 8px; align-items: center; }
.row > .cellNumber { flex: 0 0 78px; text-align: right; font-variant-numeric: tabular-nums; }
.row > .cellBar { flex: 3 1 0; }
.row > .cellId { flex: 0 0 56px; font-variant-numeric: tabular-nums; }
.row > .cellType { flex: 0 0 210px; }
.row > .cellSays { flex: 1 1 0; color: var(--soft); }
.row.failed > .cellType { color: var(--red); }
.row.failed > .cellSays { color: var(--text); }
.axis { display: flex; justify-content: space-between; }
.cellBar svg { display: block; width: 100%; height: 12px; border-radius: 3px; background: var(--quiet); }
.mark { flex: none; width: 14px; text-align: center; color: var(--soft); }
.mark.passed { color: var(--green); }
.mark.failed { color: var(--red); }
.mark.caught { color: var(--amber); }
.mark.running { color: var(--blue); }
.cellBar rect { fill: var(--green); }
.cellBar .visit { opacity: .35; }
.cellBar .running { fill: var(--blue); }
.cellBar .failed { fill: var(--red); }
.cellBar .caught { fill: var(--amber); }
.cellBar .stopped, .cellBar .aborted { fill: var(--line); }
.events { display: grid; grid-template-columns: minmax(0, 3fr) minmax(0, 2fr); gap: 16px; align-items: start; }
.events .row, .events .rows { min-width: 560px; }
.eventDetails pre { max-height: 440px; }
`;

const overGraph = `
.graph .state[role=button] { cursor: pointer; outline: none; }
.graph .state[role=button]:hover > .box { stroke-width: 2.5; }
.graph .ring { fill: none; stroke: var(--blue); stroke-width: 2; }
.graph .leaf > .ring { stroke: var(--red); stroke-opacity: .35; }
.graph .state:focus-visible > .box { stroke: var(--blue); stroke-width: 3; }
.graph .running:not(.container) > .box { animation: pulse 1.4s ease-in-out infinite; }
@keyframes pulse { 50% { stroke-width: 4; stroke-opacity: .45; } }
@media (prefers-reduced-motion: reduce) { .graph .running:not(.container) > .box { animation: none; } }
`;

const narrow = `
@media (max-width: 900px) {
  main { padding: 12px 14px 48px; }
  .top { padding: 0 14px; }
  .halves, .events { grid-template-columns: minmax(0, 1fr); }
  .canvas { max-height: clamp(260px, 44vh, 420px); }
  .workplace .inspector { contain: none; min-height: 0; }
  h1 { font-size: 20px; }
}
`;

export const styleSheet = [
  colours,
  base,
  controls,
  frame,
  home,
  graph,
  execution,
  lists,
  overGraph,
  narrow,
].join('');
