/** Many executions at once. */
import type { World } from './world.ts';

/** Five states, two functions: the second is asked where the first says so. */
function definition(first: string, second: string): object {
  return {
    StartAt: 'Begin',
    States: {
      Begin: { Type: 'Pass', Next: 'Price' },
      Price: { Type: 'Task', Resource: first, Next: 'Dear?' },
      'Dear?': {
        Type: 'Choice',
        Choices: [{ Variable: '$.price', NumericGreaterThanEquals: 0, Next: 'Charge' }],
        Default: 'End',
      },
      Charge: { Type: 'Task', Resource: second, Next: 'End' },
      End: { Type: 'Succeed' },
    },
  };
}

export interface Crowd {
  readonly succeeded: number;
  /** Executions with another result than their own. */
  readonly mixedUp: number;
  readonly ms: number;
}

/** Starts so many executions, as fast as they can be, and waits for all. */
export async function crowd(world: World, size: number): Promise<Crowd> {
  const price = await world.createFunction('price', '{ id: event.id, price: event.id * 2 }');
  const charge = await world.createFunction('charge', '{ id: event.id, charged: event.price }');
  const machine = await world.createMachine('crowd', definition(price, charge));
  const began = performance.now();
  const ids = Array.from({ length: size }, (_, id) => id);
  const arns = await Promise.all(ids.map((id) => world.start(machine, { id })));
  let mixedUp = 0;
  for (const [id, arn] of arns.entries()) {
    const { output } = await world.ended(arn);
    if (output !== JSON.stringify({ id, charged: 2 * id })) mixedUp += 1;
  }
  return { succeeded: await world.count(machine, 'SUCCEEDED'), mixedUp, ms: performance.now() - began };
}
