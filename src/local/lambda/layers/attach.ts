/** The layers of a function: from the ARNs of a request to what lies under /opt. */
import type { Layer } from '@aws-sdk/client-lambda';
import type { LambdaBackend } from '../backend.ts';
import type { Code } from '../code/code-store.ts';
import type { Place } from '../names.ts';
import { invalidParameter, validate, violation } from '../validation.ts';
import { layerVersionArnPattern } from './model.ts';

/** Of a function (AWS Lambda quotas). */
const mostLayers = 5;

export interface Attached {
  /** As AWS lists them. */
  readonly Layers: Layer[];
  readonly contents: readonly Code[];
}

/** Throws ValidationException and InvalidParameterValueException for layers that cannot be had. */
export function attachLayers(
  { layers, cloud }: LambdaBackend,
  { account, region }: Place,
  arns: readonly string[],
): Attached {
  check(arns, region);
  const found = arns.map((arn) => {
    const layer = layers.byArn(arn);
    if (!layer) {
      if (accountOf(arn) !== account) cloud.options.note(howToGet(arn));
      throw invalidParameter(`Layer version ${arn} does not exist.`);
    }
    if (layer.place.account !== account && !layer.policy) throw notAllowed(arn);
    return { arn, content: layer.content };
  });
  return {
    Layers: found.map(({ arn, content }) => ({ Arn: arn, CodeSize: content.size })),
    contents: found.map(({ content }) => content),
  };
}

function accountOf(layerVersion: string): string {
  return layerVersion.split(':')[4] ?? '';
}

/** Layers that others publish for everybody (Powertools, agents of observability) are on AWS, and not on this machine. */
function howToGet(arn: string): string {
  return `${arn} is a layer of another account, and not here: publish its package to this endpoint, and use the ARN that it gets`;
}

function check(arns: readonly string[], region: string): void {
  const pattern = new RegExp(`^(?:${layerVersionArnPattern})$`);
  const constraint = `Member must satisfy constraint: [Member must have length less than or equal to 2048, Member must have length greater than or equal to 1, Member must satisfy regular expression pattern: ${layerVersionArnPattern}, Member must not be null]`;
  const wrong = arns.some((arn) => !pattern.test(arn));
  validate(wrong ? violation('layers', `[${arns.join(', ')}]`, constraint) : undefined);
  if (arns.length > mostLayers) throw invalidParameter(`Cannot reference more than ${mostLayers} layers.`);
  if (arns.some((arn) => arn.split(':')[3] !== region)) {
    throw invalidParameter(
      `Layers are not in the same region as the function. Layers are expected to be in region ${region}.`,
    );
  }
  checkTwice(arns);
}

function checkTwice(arns: readonly string[]): void {
  const seen = new Map<string, string>();
  for (const arn of arns) {
    const layer = arn.slice(0, arn.lastIndexOf(':'));
    const other = seen.get(layer);
    if (other !== undefined) {
      throw invalidParameter(
        `Two different versions of the same layer are not allowed to be referenced in the same function. ${other} and ${arn} versions.`,
      );
    }
    seen.set(layer, arn);
  }
}

function notAllowed(arn: string): Error {
  return invalidParameter(
    `The account is not authorized to perform: lambda:GetLayerVersion on resource: ${arn}`,
  );
}
