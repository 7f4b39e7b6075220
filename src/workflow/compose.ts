import type { Problem } from '../errors.ts';
import { isObject, type Json, type JsonObject } from '../json.ts';
import { check } from './check.ts';
import { readDefinition, type Folders } from './definition.ts';
import { Diagnostics } from './diagnostics.ts';
import { daysOf, secondsOf } from './duration.ts';
import { Functions } from './functions/functions.ts';
import { checkLogGroups } from './functions/logGroups.ts';
import { checkFunctionReferences } from './functions/references.ts';
import { prefill, takesSubstitutions, withValues, type Known } from './prefill.ts';
import { functionDefaults, type FunctionDefaults } from './schema/function.ts';
import type { StateMachineLoggingInput } from './schema/logs.ts';
import { tests as testsSchema, type TestInput } from './schema/tests.ts';
import { outline, type OutlineInput } from './schema/workflow.ts';
import { checkStages } from './stages.ts';
import { Retries } from './steps/errors.ts';
import { buildSteps } from './steps/steps.ts';
import { testableStates } from './tests/states.ts';
import { buildTests } from './tests/tests.ts';
import type { TestSpec } from './test.ts';
import type { ArtifactsSpec, LoggingSpec, QueryLanguage, Workflow } from './workflow.ts';
import { checkStage, checkWhole } from './whole.ts';
import type { LocatedDocument } from './yaml/document.ts';

export type Settings = Folders & Known;

/** Versions kept after a promotion. */
const defaultKeep = 5;
/**
 * AWS keeps no history of an express execution: what is not logged nobody can ever know. So it is logged as AWS would keep
 * it of a standard one: whole, and for 90 days (Step Functions quotas).
 */
const expressLogging: LoggingSpec = { level: 'ALL', includeExecutionData: true, retentionDays: 90 };
/** Keys of objects in a bucket that others may use too. */
const defaultPrefix = 'stepline/';

/** The workflow that a document describes, or everything that keeps it from being one. */
export async function compose(
  document: LocatedDocument,
  found: readonly Problem[],
  given: Settings,
): Promise<{ workflow?: Workflow; problems: readonly Problem[] }> {
  const diagnostics = new Diagnostics(document, found);
  const stageProblems = checkStage(given.stage);
  const settings = withValues(document.value, given, diagnostics);
  const { value, references } = prefill(document.value, takesSubstitutions, settings, diagnostics);
  const outer = check(outline, value, { path: [], diagnostics });
  const top = isObject(value) ? value : {};

  const functions = new Functions(settings.cwd, defaultsOf(top), diagnostics);
  functions.declare(top.functions);
  const steps = Array.isArray(top.steps)
    ? buildSteps(top.steps as Json[], {
        queryLanguage: languageOf(top),
        functions,
        retries: new Retries(top.retries),
        diagnostics,
      })
    : [];
  const asl = await readDefinition(top.definition, settings, diagnostics);
  if (isObject(value)) checkWhole(value, diagnostics);
  checkStages(top, diagnostics);
  checkLogGroups(functions.specs, diagnostics);
  checkFunctionReferences(references, functions, diagnostics);
  checkFunctionReferences(asl.references, functions, asl.diagnostics);

  const definition = asl.definition ?? { kind: 'steps' as const, queryLanguage: languageOf(top), steps };
  const isWhole = diagnostics.problems.length + asl.diagnostics.problems.length === 0;
  const { tests, diagnostics: mockFiles } = await buildTests(testsOf(top), {
    workflow: outer?.name ?? '',
    input: top.input ?? {},
    states: isWhole ? testableStates(definition) : undefined,
    settings,
    diagnostics,
  });

  const files = [diagnostics, asl.diagnostics, ...mockFiles];
  const problems = new Set([...stageProblems, ...files.flatMap(({ problems: found }) => found)]);
  if (!outer || problems.size > 0) return { problems: [...problems] };
  return {
    problems: [],
    workflow: assemble(outer, { document, settings, functions, definition, tests, diagnostics }),
  };
}

interface Parts {
  readonly document: LocatedDocument;
  readonly settings: Settings;
  readonly functions: Functions;
  readonly definition: Workflow['definition'];
  readonly tests: readonly TestSpec[];
  readonly diagnostics: Diagnostics;
}

function assemble(
  outer: OutlineInput,
  { document, settings, functions, definition, tests, diagnostics }: Parts,
): Workflow {
  return {
    file: document.file,
    folder: settings.folder,
    name: outer.name,
    stage: settings.stage,
    ...(outer.description !== undefined && { description: outer.description }),
    type: outer.type ?? 'STANDARD',
    ...(outer.timeout !== undefined && { timeoutSeconds: secondsOf(outer.timeout) }),
    ...machineSettings(outer),
    functions: functions.specs,
    definition,
    input: (outer.input ?? {}) as Json,
    tests,
    ...(outer.artifacts && { artifacts: artifactsOf(outer.artifacts) }),
    keep: outer.keep ?? defaultKeep,
    ...(outer.promote && {
      promote: { percent: outer.promote.percent, forSeconds: secondsOf(outer.promote.for) },
    }),
    warnings: diagnostics.warnings,
    locate: document.locate,
  };
}

function machineSettings({ type, logging, tracing, role, permissions, permissionsBoundary }: OutlineInput) {
  return {
    ...(logging && { logging: loggingOf(logging) }),
    ...(!logging && type === 'EXPRESS' && { logging: expressLogging }),
    tracing: tracing ?? false,
    permissions: permissions ?? [],
    ...(role !== undefined && { role }),
    ...(permissionsBoundary !== undefined && { permissionsBoundary }),
  };
}

function loggingOf({ level, includeExecutionData, retention, group }: StateMachineLoggingInput): LoggingSpec {
  return {
    level,
    includeExecutionData: includeExecutionData ?? false,
    ...(retention !== undefined && { retentionDays: daysOf(retention) }),
    ...(group !== undefined && { group }),
  };
}

/** Wrong settings are reported with the rest of the file; until they are right the others count alone. */
function defaultsOf(top: JsonObject): FunctionDefaults {
  const defaults = isObject(top.defaults) ? top.defaults.function : undefined;
  return functionDefaults.safeParse(defaults).data ?? {};
}

/** As with the defaults. */
function testsOf(top: JsonObject): readonly TestInput[] {
  return testsSchema.safeParse(top.tests).data ?? [];
}

function artifactsOf({
  bucket,
  prefix = defaultPrefix,
}: NonNullable<OutlineInput['artifacts']>): ArtifactsSpec {
  return { bucket, prefix };
}

function languageOf({ queryLanguage }: JsonObject): QueryLanguage {
  return queryLanguage === 'JSONPath' ? 'JSONPath' : 'JSONata';
}
