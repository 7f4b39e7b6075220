/** The graph of a state machine, with an execution laid over it or without; its states can be chosen. */
import type { JSX } from 'preact';
import { useLayoutEffect, useMemo, useRef, useState } from 'preact/hooks';
import { noteOf, radiusOf, shortened, sizeOf, titleOf } from '../report/graph/caption.ts';
import { cutAround, omission } from '../report/graph/cut.ts';
import type { Box, Layout } from '../report/graph/geometry.ts';
import type { Graph } from '../report/graph/graph.ts';
import { layOut } from '../report/graph/layout.ts';
import { pathsOf } from '../report/graph/paths.ts';
import { notReached, plain, standings, takenTransitions, type Standing } from '../report/graph/standing.ts';
import { markOf } from '../report/graph/words.ts';
import { isOfDefinition, type Run } from '../run/run.ts';

interface Props {
  readonly graph: Graph;
  readonly name: string;
  readonly run?: Run;
  /** Name of the state that is chosen; it is brought into view. */
  readonly chosen?: string | undefined;
  readonly onChoose?: (state: string) => void;
}

/** So many states are drawn: those nearest to where the execution is. */
const mostDrawn = 250;
const [smallest, largest] = [0.25, 2];
/** Below this a text cannot be read, and one has to scroll. */
const readable = 0.75;

export function Picture({ graph, name, run, chosen, onChoose }: Props): JSX.Element {
  const box = useRef<HTMLDivElement>(null);
  const at = run && (run.failedVisit ?? run.states.findLast(isOfDefinition))?.name;
  const cut = useMemo(() => (run ? cutAround(graph, run, mostDrawn) : undefined), [graph, run, at]);
  const isWhole = !cut || cut.drawn === cut.total;
  const drawn = isWhole ? graph : cut.graph;
  const layout = useMemo(() => layOut(drawn, sizeOf), [drawn]);
  const [scale, setScale] = useState(1);
  const fit = (least: number): void => {
    const { clientWidth: width, clientHeight: height } = box.current ?? { clientWidth: 1, clientHeight: 1 };
    setScale(Math.max(least, Math.min(1, width / layout.width, Math.max(readable, height / layout.height))));
  };
  useLayoutEffect(() => {
    fit(readable);
  }, [layout]);
  useLayoutEffect(() => {
    const target = layout.boxes.find(({ state }) => state.name === chosen);
    if (target && box.current) bringIntoView(box.current, target, scale);
  }, [chosen, layout, scale]);
  return (
    <div class="picture">
      <div class="zoom" role="group" aria-label="Zoom">
        <Zoom
          label="Smaller"
          mark="−"
          onClick={() => {
            setScale(Math.max(smallest, scale / 1.25));
          }}
        />
        <Zoom
          label="Larger"
          mark="+"
          onClick={() => {
            setScale(Math.min(largest, scale * 1.25));
          }}
        />
        <Zoom
          label="All of it"
          mark="⤢"
          onClick={() => {
            fit(smallest);
          }}
        />
      </div>
      {!isWhole && (
        <p class="soft">
          {cut.drawn} of {cut.total} states: those nearest to where it is.
        </p>
      )}
      <div class="canvas" ref={box} tabIndex={0} role="region" aria-label={`${name}, graph`}>
        <Drawing {...{ layout, name, run, chosen, onChoose, scale }} />
      </div>
    </div>
  );
}

function Zoom({ label, mark, onClick }: { label: string; mark: string; onClick: () => void }): JSX.Element {
  return (
    <button type="button" aria-label={label} title={label} onClick={onClick}>
      {mark}
    </button>
  );
}

function bringIntoView(box: HTMLDivElement, { x, y, width, height }: Box, scale: number): void {
  box.scrollTo({
    left: (x + width / 2) * scale - box.clientWidth / 2,
    // Of one with others inside, its beginning.
    top: (y + Math.min(height, 120) / 2) * scale - box.clientHeight / 2,
  });
}

type DrawingProps = Omit<Props, 'graph' | 'run' | 'onChoose'> & {
  readonly run: Run | undefined;
  readonly onChoose: Props['onChoose'];
  readonly layout: Layout;
  readonly scale: number;
};

function Drawing({ layout, name, run, chosen, onChoose, scale }: DrawingProps): JSX.Element {
  const { width, height, boxes } = layout;
  const known = run && standings(run, run.failedVisit);
  const leaf = run?.failedVisit?.name;
  const isOuter = ({ state }: Box): boolean => state.branches.length > 0;
  const draw = (box: Box): JSX.Element => (
    <StateBox
      key={box.state.id}
      box={box}
      standing={known ? (known.get(box.state.name) ?? notReached) : plain}
      isLeaf={box.state.name === leaf}
      isChosen={box.state.name === chosen}
      onChoose={onChoose}
    />
  );
  return (
    <svg
      class="graph"
      role="group"
      aria-label={name}
      width={Math.ceil(width * scale)}
      height={Math.ceil(height * scale)}
      viewBox={`0 0 ${Math.ceil(width)} ${Math.ceil(height)}`}
    >
      {boxes.filter(isOuter).map(draw)}
      {pathsOf(layout, run ? takenTransitions(run) : new Set()).map(
        ({ kind, isTaken, line, head }, index) => (
          <g key={index} class={`line ${kind}${isTaken ? ' taken' : ''}`}>
            <path d={line} />
            {head !== undefined && <path class="head" d={head} />}
          </g>
        ),
      )}
      {boxes.filter((box) => !isOuter(box)).map(draw)}
    </svg>
  );
}

interface BoxProps {
  readonly box: Box;
  readonly standing: Standing;
  readonly isLeaf: boolean;
  readonly isChosen: boolean;
  readonly onChoose: Props['onChoose'];
}

function StateBox({ box, standing, isLeaf, isChosen, onChoose }: BoxProps): JSX.Element {
  const { state, x, y, width, height } = box;
  const transform = `translate(${Math.round(x)} ${Math.round(y)})`;
  if (state.type === omission) {
    return (
      <text class="omission" transform={transform} x={width / 2} y={16}>
        more states
      </text>
    );
  }
  const { look } = standing;
  const outer = state.branches.length > 0 && 'container';
  const classes = ['state', look, outer, isLeaf && 'leaf', isChosen && 'chosen'].filter(Boolean).join(' ');
  const radius = radiusOf(state);
  const choosing = onChoose && {
    role: 'button' as const,
    tabindex: 0,
    'aria-pressed': isChosen,
    onClick: () => {
      onChoose(state.name);
    },
    onKeyDown: (event: KeyboardEvent) => {
      if (event.key !== 'Enter' && event.key !== ' ') return;
      event.preventDefault();
      onChoose(state.name);
    },
  };
  const inset = isLeaf ? 5 : 0;
  return (
    <g class={classes} transform={transform} {...choosing}>
      <title>{titleOf(state, standing)}</title>
      {isChosen && (
        <rect class="ring" x={-5} y={-5} width={width + 10} height={height + 10} rx={radius + 5} />
      )}
      {isLeaf && <rect class="frame" width={width} height={height} rx={radius} />}
      <rect
        class="box"
        x={inset}
        y={inset}
        width={width - 2 * inset}
        height={height - 2 * inset}
        rx={isLeaf ? radius - inset + 1 : radius}
      />
      <text class="mark" x={24} y={31}>
        {markOf(look)}
      </text>
      <text class="name" x={40} y={23}>
        {shortened(state.name)}
      </text>
      <text class="note" x={40} y={39}>
        {noteOf(state, standing)}
      </text>
    </g>
  );
}
