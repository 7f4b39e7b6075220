/** Wanted function + what `live` serves → what is to be done, and why. */
import { exitCode, UserError } from '../../errors.ts';
import { actionFor, type Change } from '../change.ts';
import type { WantedFunction } from './code.ts';
import { differences } from './differences.ts';
import type { StandingFunction } from './read.ts';

export interface FunctionPlan {
  readonly change: Change;
  readonly wanted: WantedFunction;
  readonly standing?: StandingFunction;
}

/** Throws UserError when a package is to become an image, or an image a package, which AWS cannot do. */
export function planFunction(wanted: WantedFunction, standing: StandingFunction | undefined): FunctionPlan {
  const { name, at } = wanted.blueprint;
  refusePackageChange(wanted, standing);
  const reasons = reasonsToChange(wanted, standing);
  const action = actionFor(standing !== undefined, reasons);
  return {
    change: { action, resource: 'function', name, reasons, at },
    wanted,
    ...(standing && { standing }),
  };
}

function refusePackageChange({ blueprint }: WantedFunction, standing: StandingFunction | undefined): void {
  const wanted = blueprint.image ? 'Image' : 'Zip';
  if (!standing || standing.packageType === wanted) return;
  throw new UserError(
    {
      what: `the function ${blueprint.name} was made of ${packageWords(standing.packageType)}, and AWS cannot make it of ${packageWords(wanted)}`,
      hint: 'Give the function another key',
      at: blueprint.at,
    },
    exitCode.refused,
  );
}

function packageWords(packageType: string): string {
  return packageType === 'Image' ? 'an image' : 'a zip';
}

function reasonsToChange(wanted: WantedFunction, standing: StandingFunction | undefined): string[] {
  if (!standing) return ['does not exist'];
  if (!standing.live) return ['nothing has been promoted yet'];
  return differences(wanted, standing.live.configuration);
}
