/** What can be made to go wrong with a call, and how a client writes it down. */
import { AwsError } from '../errors.ts';
import { isObject, type Json, type JsonObject } from '../../json.ts';

export type Fault = Scope & Effect;

/** Which calls a fault strikes. Calls are counted from when the fault was armed, those in scope alone. */
export interface Scope {
  /** The service's signing name: `lambda`, `states`, `iam`, … */
  readonly service?: string;
  /** Such as `CreateFunction`. */
  readonly operation?: string;
  /** Only the n-th call, from one. */
  readonly call?: number;
  /** The n-th call and all later ones. */
  readonly from?: number;
}

export type Effect =
  /** 500 InternalFailure, and nothing is done. */
  | { readonly effect: 'error' }
  /** The service's own throttling error, and nothing is done. */
  | { readonly effect: 'throttle' }
  /** AccessDenied for `action` (default: the operation's own) on `resource`, and nothing is done. */
  | { readonly effect: 'deny'; readonly action?: string; readonly resource?: string }
  /** The call takes so many milliseconds more. */
  | { readonly effect: 'delay'; readonly ms: number }
  /** The connection ends without an answer, before or after the call is carried out. */
  | { readonly effect: 'drop'; readonly when: Moment }
  /** The call stands still until it is released; it is not carried out when its client goes away before. */
  | { readonly effect: 'hold'; readonly when: Moment };

export type Moment = 'before' | 'after';

/** Faults from JSON that a client sent. Throws ValidationException that names what is wrong. */
export function parseFaults(value: Json | undefined): readonly Fault[] {
  if (!Array.isArray(value)) throw invalid('faults', 'a list');
  return (value as readonly Json[]).map(parseFault);
}

function parseFault(value: Json, index: number): Fault {
  const path = `faults[${index}]`;
  if (!isObject(value)) throw invalid(path, 'an object');
  const { effect } = value;
  if (typeof effect !== 'string' || !Object.hasOwn(needed, effect)) {
    throw invalid(`${path}.effect`, `one of ${Object.keys(needed).join(', ')}`);
  }
  for (const [name, member] of Object.entries(value)) checkMember(path, effect, name, member);
  for (const name of needed[effect] ?? []) {
    if (value[name] === undefined) throw invalid(`${path}.${name}`, members[name]?.is ?? '');
  }
  return value as JsonObject & Fault;
}

interface Member {
  readonly is: string;
  readonly check: (value: Json | undefined) => boolean;
  /** The effects that it is a member of; all of them when absent. */
  readonly of?: readonly string[];
}

const text = { is: 'a text', check: (value: Json | undefined) => typeof value === 'string' && value !== '' };
const count = {
  is: 'a whole number from one',
  check: (value: Json | undefined) => Number.isInteger(value) && Number(value) >= 1,
};

const members: Readonly<Record<string, Member>> = {
  effect: text,
  service: text,
  operation: text,
  call: count,
  from: count,
  action: { ...text, of: ['deny'] },
  resource: { ...text, of: ['deny'] },
  ms: {
    is: 'a number of milliseconds',
    check: (value) => typeof value === 'number' && value >= 0,
    of: ['delay'],
  },
  when: {
    is: 'before or after',
    check: (value) => value === 'before' || value === 'after',
    of: ['drop', 'hold'],
  },
};

/** What each effect cannot do without. */
const needed: Readonly<Record<string, readonly string[]>> = {
  error: [],
  throttle: [],
  deny: [],
  delay: ['ms'],
  drop: ['when'],
  hold: ['when'],
} satisfies Record<Effect['effect'], readonly string[]>;

function checkMember(path: string, effect: string, name: string, value: Json | undefined): void {
  const member = Object.hasOwn(members, name) ? members[name] : undefined;
  if (!member || (member.of && !member.of.includes(effect))) {
    throw new AwsError('ValidationException', `${path}: ${effect} has no member ${name}`);
  }
  if (!member.check(value)) throw invalid(`${path}.${name}`, member.is);
}

function invalid(path: string, is: string): AwsError {
  return new AwsError('ValidationException', `${path} is not ${is}`);
}
