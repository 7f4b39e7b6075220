/** Asynchronous invocations that wait or run, as they are kept: after a restart they are tried again. */
import type { Found, Thing } from '../../data/thing.ts';
import type { LambdaBackend } from '../backend.ts';
import type { Pending } from '../invoke/event-queue.ts';
import type { Admitted } from '../invoke/invoke.ts';

interface StoredEvent extends Omit<Admitted, 'lambda' | 'payload'>, Omit<Pending, 'event' | 'last'> {
  /** Base64. */
  readonly payload: string;
}

export function* thingsOfEvents({ events }: LambdaBackend): Iterable<Thing> {
  for (const pending of events.pending) {
    const id = pending.event.requestId;
    yield { kind: 'lambda.event', id, mark: pending.attempts, value: () => storedEvent(pending) };
  }
}

export function restoreEvents(backend: LambdaBackend, found: Found): void {
  for (const { acceptedAt, attempts, ...stored } of found.all<StoredEvent>('lambda.event').values()) {
    const lambda = backend.find(stored.reference);
    if (!lambda) continue;
    const event = { ...stored, lambda, payload: Buffer.from(stored.payload, 'base64') };
    backend.events.resume({ event, acceptedAt, attempts, last: undefined });
  }
}

function storedEvent({ event, acceptedAt, attempts }: Pending): StoredEvent {
  const { lambda: _, payload, ...others } = event;
  return { ...others, payload: payload.toString('base64'), acceptedAt, attempts };
}
