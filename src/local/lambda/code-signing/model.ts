/** What is kept of code signing configurations. */
import { randomBytes } from 'node:crypto';
import type { CodeSigningConfig } from '@aws-sdk/client-lambda';
import type { Place } from '../names.ts';
import { notFound } from '../validation.ts';

type Tags = Readonly<Record<string, string>>;

export class CodeSigningConfigs {
  readonly #configs = new Map<string, CodeSigningConfig>();
  readonly #tags = new Map<string, Tags>();

  set(config: CodeSigningConfig): CodeSigningConfig {
    this.#configs.set(config.CodeSigningConfigArn ?? '', config);
    return config;
  }

  delete(arn: string): void {
    this.#configs.delete(arn);
    this.#tags.delete(arn);
  }

  tagsOf(arn: string): Tags {
    return this.#tags.get(arn) ?? {};
  }

  /** In place of those before. */
  tag(arn: string, tags: Tags): void {
    this.#tags.set(arn, tags);
  }

  /** Of an account and region. */
  in({ partition, account, region }: Place): CodeSigningConfig[] {
    const prefix = `arn:${partition}:lambda:${region}:${account}:`;
    return [...this.#configs.values()].filter(({ CodeSigningConfigArn = '' }) =>
      CodeSigningConfigArn.startsWith(prefix),
    );
  }

  all(): Iterable<CodeSigningConfig> {
    return this.#configs.values();
  }

  has(arn: string): boolean {
    return this.#configs.has(arn);
  }

  /** Throws ResourceNotFoundException. */
  require(arn: string): CodeSigningConfig {
    const config = this.#configs.get(arn);
    if (config) return config;
    throw notFound(`The Lambda code signing configuration ${arn} can not be found.`);
  }
}

/** `csc-` and 17 hexadecimal digits. */
export function newCodeSigningId(): string {
  return `csc-${randomBytes(9).toString('hex').slice(1)}`;
}
