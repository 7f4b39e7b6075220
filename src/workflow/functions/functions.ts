import { basename, dirname, extname, resolve } from 'node:path';
import { isObject } from '../../json.ts';
import { check, checkKey } from '../check.ts';
import type { Diagnostics } from '../diagnostics.ts';
import { didYouMean } from '../nearest.ts';
import {
  functionKey,
  functionSchema,
  type FunctionDefaults,
  type FunctionInput,
} from '../schema/function.ts';
import type { FunctionStep } from '../step.ts';
import type { FunctionSpec, Path } from '../workflow.ts';
import { freeKey } from './key.ts';
import { isFile, isFolder } from './modules.ts';
import { specOf } from './spec.ts';

/** The ARN of a Lambda function, with or without version or alias; substitutions may stand for its parts. */
const functionArn = /^arn:[^:]+:lambda:[^:]+:[^:]+:function:[^:]+(:[^:]+)?$/;

/** What may be deployed together at the rate that AWS takes, and in one job. */
const mostFunctions = 1_000;

/** The functions of a workflow: the declared ones, and one for each path that a step names. */
export class Functions {
  readonly specs: FunctionSpec[] = [];
  readonly #cwd: string;
  readonly #defaults: FunctionDefaults;
  readonly #diagnostics: Diagnostics;
  /** Keys by the absolute path of the source. */
  readonly #bySource = new Map<string, string>();
  readonly #keys = new Set<string>();

  /** @param cwd absolute folder that the files' paths in `diagnostics` start from. */
  constructor(cwd: string, defaults: FunctionDefaults, diagnostics: Diagnostics) {
    this.#cwd = cwd;
    this.#defaults = defaults;
    this.#diagnostics = diagnostics;
  }

  /** All keys, also of functions whose declaration is wrong: a step that names one is not wrong too. */
  get keys(): ReadonlySet<string> {
    return this.#keys;
  }

  /** Takes in what stands under `functions:`. */
  declare(functions: unknown): void {
    if (!isObject(functions)) return;
    const entries = Object.entries(functions);
    for (const [key] of entries) this.#keys.add(key);
    for (const [key, value] of entries.slice(0, mostFunctions)) this.#declareOne(key, value);
    const [first] = entries[mostFunctions] ?? [];
    if (first !== undefined) this.#tooMany(['functions', first]);
  }

  /** What the value of a step's `function` means; undefined when it means nothing, which is reported. */
  refer(value: string, path: Path): FunctionStep['function'] | undefined {
    if (this.#keys.has(value)) return { key: value };
    if (value.startsWith('arn:')) return this.#arn(value, path);
    const source = this.#resolve(value, path);
    const known = this.#bySource.get(source);
    if (known !== undefined) return { key: known };
    if (!isFile(source) && !isFolder(source)) {
      this.#unknown(value, path);
      return;
    }
    if (this.#keys.size === mostFunctions) this.#tooMany(path);
    return this.#keys.size < mostFunctions ? { key: this.#derive(value, source, path) } : undefined;
  }

  #tooMany(path: Path): void {
    const what = `a workflow has ${mostFunctions} functions at most, and this is one more`;
    this.#diagnostics.errorAtKey(path, what, 'Move some of them to a workflow of their own');
  }

  /** Paths are relative to the file that they stand in. */
  #resolve(value: string, path: Path): string {
    return resolve(this.#cwd, dirname(this.#diagnostics.locate(path).file), value);
  }

  #declareOne(key: string, value: unknown): void {
    const path = ['functions', key];
    const diagnostics = this.#diagnostics;
    checkKey(functionKey, key, { path, diagnostics });
    const input = check(functionSchema, value, { path, diagnostics });
    if (!input) return;
    const source = input.source === undefined ? undefined : this.#resolve(input.source, [...path, 'source']);
    if (source !== undefined && !this.#bySource.has(source)) this.#bySource.set(source, key);
    this.#add(key, input, source, path);
  }

  #add(key: string, input: FunctionInput, source: string | undefined, path: Path): void {
    const spec = specOf({
      key,
      input,
      ...(source !== undefined && { source }),
      path,
      defaults: this.#defaults,
      diagnostics: this.#diagnostics,
    });
    if (spec) this.specs.push(spec);
  }

  #derive(value: string, source: string, path: Path): string {
    const key = freeKey(basename(source, isFile(source) ? extname(source) : ''), this.#keys);
    this.#keys.add(key);
    this.#bySource.set(source, key);
    this.#add(key, { source: value }, source, path);
    return key;
  }

  #arn(arn: string, path: Path): FunctionStep['function'] | undefined {
    if (functionArn.test(arn)) return { arn };
    const hint = 'It reads arn:PARTITION:lambda:REGION:ACCOUNT:function:NAME';
    this.#diagnostics.error(path, `"${arn}" is not the ARN of a Lambda function`, hint);
    return undefined;
  }

  #unknown(value: string, path: Path): undefined {
    const isPath = /[/\\.]/.test(value);
    const what = isPath ? `there is no file or folder "${value}"` : `there is no function "${value}"`;
    const otherwise = isPath
      ? 'Paths are relative to the file that names them'
      : 'Add it under "functions", or give a path';
    this.#diagnostics.error(path, what, () => didYouMean(value, this.#keys, otherwise));
  }
}
