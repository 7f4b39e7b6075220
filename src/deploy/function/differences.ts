/** How a wanted function differs from what `live` serves, each as a phrase for people. */
import type { FunctionConfiguration } from '@aws-sdk/client-lambda';
import type { FunctionBlueprint } from '../../compile/blueprint.ts';
import { canonicalJson, type Json } from '../../json.ts';
import { contentHashOf, describeCode, type WantedFunction } from './code.ts';
import { imageConfig, loggingConfig, tracingMode } from './configuration.ts';
import { describe, readDescription } from './describe.ts';

export function differences(wanted: WantedFunction, live: FunctionConfiguration): string[] {
  return [
    ...settingDifferences(wanted.blueprint, live),
    ...documentDifferences(wanted.blueprint, live),
    ...contentDifferences(wanted, live),
  ];
}

/** What the setting is called, what it is on AWS, and what it is to be. */
type Setting = readonly [what: string, from: string, to: string];

/** `memory 128 → 256` for each setting that differs. */
function settingDifferences(blueprint: FunctionBlueprint, live: FunctionConfiguration): string[] {
  const settings: readonly Setting[] = [
    ...codeSettings(blueprint, live),
    ['memory', String(live.MemorySize), String(blueprint.memory)],
    ['timeout', `${live.Timeout ?? 3}s`, `${blueprint.timeoutSeconds}s`],
    ['architecture', live.Architectures?.[0] ?? 'x86_64', blueprint.architecture],
    ['role', live.Role ?? '', blueprint.role.arn],
    ['ephemeral storage', String(live.EphemeralStorage?.Size ?? 512), String(blueprint.ephemeralStorage)],
    ['dead letter', live.DeadLetterConfig?.TargetArn ?? '', blueprint.deadLetter ?? ''],
    ['KMS key', live.KMSKeyArn ?? '', blueprint.kmsKey ?? ''],
    ['tracing', live.TracingConfig?.Mode ?? 'PassThrough', tracingMode(blueprint)],
    ...logSettings(blueprint, live),
  ];
  return settings.flatMap(([what, from, to]) =>
    from === to ? [] : [`${what} ${from || 'none'} → ${to || 'none'}`],
  );
}

function codeSettings(blueprint: FunctionBlueprint, live: FunctionConfiguration): Setting[] {
  if (blueprint.image) return [];
  return [
    ['runtime', live.Runtime ?? '', blueprint.runtime],
    ['handler', live.Handler ?? '', blueprint.handler],
  ];
}

function logSettings(blueprint: FunctionBlueprint, live: FunctionConfiguration): Setting[] {
  const wanted = loggingConfig(blueprint);
  const {
    LogFormat = 'Text',
    ApplicationLogLevel = '',
    SystemLogLevel = '',
    LogGroup,
  } = live.LoggingConfig ?? {};
  return [
    ['log format', LogFormat, wanted.LogFormat ?? ''],
    ['log level', ApplicationLogLevel, wanted.ApplicationLogLevel ?? ''],
    ['system log level', SystemLogLevel, wanted.SystemLogLevel ?? ''],
    ['log group', LogGroup ?? `/aws/lambda/${blueprint.name}`, wanted.LogGroup ?? ''],
  ];
}

/** Too long to be shown, or, as values of variables may be, secret. */
function documentDifferences(blueprint: FunctionBlueprint, live: FunctionConfiguration): string[] {
  const { environment, layers, vpc, image } = blueprint;
  const { Environment, Layers = [], VpcConfig, ImageConfigResponse } = live;
  const documents: readonly (readonly [string, unknown, unknown])[] = [
    ['environment', Environment?.Variables ?? {}, environment],
    ['layers', Layers.map(({ Arn = '' }) => Arn), layers],
    ['subnets', sorted(VpcConfig?.SubnetIds), sorted(vpc?.subnets)],
    ['security groups', sorted(VpcConfig?.SecurityGroupIds), sorted(vpc?.securityGroups)],
    ['image configuration', ImageConfigResponse?.ImageConfig ?? {}, image ? imageConfig(image) : {}],
  ];
  return documents.flatMap(([what, from, to]) =>
    canonicalJson(from as Json) === canonicalJson(to as Json) ? [] : [`${what} ${plural(what)}`],
  );
}

/** Their order means nothing. */
function sorted(ids: readonly string[] = []): string[] {
  return [...ids].sort();
}

function plural(what: string): string {
  return what.endsWith('s') ? 'differ' : 'differs';
}

function contentDifferences(wanted: WantedFunction, live: FunctionConfiguration): string[] {
  const was = readDescription(live.Description ?? '');
  const is = readDescription(describe(wanted));
  const code = `code ${was.content ?? 'unknown'} → ${contentHashOf(wanted).slice(0, 16)} ${describeCode(wanted)}`;
  return [
    ...(was.content === is.content ? [] : [code]),
    ...(was.text === is.text ? [] : ['description differs']),
  ];
}
