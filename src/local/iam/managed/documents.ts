/** AWS's own managed policies: those of roles that Lambda and Step Functions have, and of who works with them. */
import type { JsonObject } from '../../../json.ts';
import { functions } from './functions.ts';
import { people } from './people.ts';
import { services } from './services.ts';

export interface AwsManagedPolicy {
  readonly name: string;
  readonly path: '/' | '/service-role/';
  readonly version: string;
  /** When AWS published that version. */
  readonly published: string;
  readonly statements: readonly JsonObject[];
}

export const awsManagedPolicies: readonly AwsManagedPolicy[] = [...functions, ...people, ...services];
