import type {
  PutEventsRequest,
  PutEventsRequestEntry,
  PutEventsResponse,
  PutEventsResultEntry,
} from '@aws-sdk/client-eventbridge';
import { requireAccess } from '../access.ts';
import type { Caller } from '../caller.ts';
import { isObject, type Json, type JsonObject } from '../../json.ts';
import { operation, type Call, type Wire } from '../service.ts';
import { busArn, type EventsBackend } from './backend.ts';

/** Each entry is taken or refused by itself. */
export const putEvents = operation(
  (backend: EventsBackend, { caller, input }: Call<Wire<PutEventsRequest>>): PutEventsResponse => {
    requireAccess(backend.cloud, caller, { action: 'events:PutEvents', resource: busArn(caller) });
    const Entries = (input.Entries ?? []).map((entry) => put(backend, caller, entry));
    return { FailedEntryCount: Entries.filter(({ ErrorCode }) => ErrorCode !== undefined).length, Entries };
  },
);

function put(
  backend: EventsBackend,
  caller: Caller,
  { Source, DetailType, Detail, Resources, Time, EventBusName = 'default' }: Wire<PutEventsRequestEntry>,
): PutEventsResultEntry {
  const missing = Object.entries({ Source, DetailType, Detail }).find(
    ([, value]) => (value ?? '') === '',
  )?.[0];
  if (missing !== undefined) return refused(missing, 'is a required argument');
  const detail = objectOf(Detail ?? '');
  if (!detail) return { ErrorCode: 'MalformedDetail', ErrorMessage: 'Detail is malformed.' };
  // A bus that is not there takes events, and nobody hears of them.
  const known = EventBusName === 'default' || EventBusName === busArn(caller);
  const place = known ? caller : { ...caller, account: '' };
  const entry = {
    source: Source ?? '',
    detailType: DetailType ?? '',
    detail,
    resources: Resources ?? [],
    time: Time === undefined ? undefined : Time * 1000,
  };
  return { EventId: backend.accept(place, entry) };
}

function refused(name: string, reason: string): PutEventsResultEntry {
  const ErrorMessage = `Parameter ${name} is not valid. Reason: ${name} ${reason}.`;
  return { ErrorCode: 'InvalidArgument', ErrorMessage };
}

function objectOf(text: string): JsonObject | undefined {
  try {
    const value = JSON.parse(text) as Json;
    return isObject(value) ? value : undefined;
  } catch {
    return undefined;
  }
}
