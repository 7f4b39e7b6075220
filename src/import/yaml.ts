import { Document, isMap, isScalar, isSeq, Scalar, visit, type YAMLSeq } from 'yaml';
import type { JsonObject } from '../json.ts';

/** Columns that a line should keep to. */
const width = 110;

/** A workflow.yaml: long texts in blocks, a blank line between steps. */
export function print(workflow: JsonObject): string {
  const document = new Document(workflow, { aliasDuplicateObjects: false });
  visit(document, {
    Scalar: (key, scalar) => {
      if (key !== 'key') inBlock(scalar);
    },
    Seq: (_, list) => {
      inLine(list);
    },
  });
  spaceSteps(document);
  return document.toString({ lineWidth: width, singleQuote: true, flowCollectionPadding: true });
}

/** Names and numbers stand in one line. */
function inLine(list: YAMLSeq): void {
  const texts = list.items.map((item) =>
    isScalar(item) && !isLong(item.value) ? String(item.value) : undefined,
  );
  list.flow = texts.every((text) => text !== undefined) && texts.join(', ').length < width / 2;
}

function isLong(value: unknown): boolean {
  return typeof value === 'string' && (value.includes('\n') || value.length > width / 2);
}

/** Of several lines as it is; one long line folded. */
function inBlock(scalar: Scalar): void {
  const { value } = scalar;
  if (typeof value !== 'string') return;
  if (value.includes('\n')) scalar.type = Scalar.BLOCK_LITERAL;
  else if (value.length > width - 30 && value.includes(' ')) scalar.type = Scalar.BLOCK_FOLDED;
}

function spaceSteps({ contents }: Document): void {
  const steps = isMap(contents)
    ? contents.items.find(({ key }) => isScalar(key) && key.value === 'steps')
    : undefined;
  if (!steps || !isSeq(steps.value)) return;
  for (const step of steps.value.items.slice(1)) if (isMap(step)) step.spaceBefore = true;
}
