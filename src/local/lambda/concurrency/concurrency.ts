/** Reserved concurrency, and the account that it is taken from. */
import type {
  DeleteFunctionConcurrencyRequest,
  GetAccountSettingsResponse,
  GetFunctionConcurrencyRequest,
  GetFunctionConcurrencyResponse,
  PutFunctionConcurrencyRequest,
} from '@aws-sdk/client-lambda';
import type { Place } from '../names.ts';
import { operation, type Call, type Wire } from '../../service.ts';
import type { LambdaBackend } from '../backend.ts';
import { requireFunction } from '../lookup.ts';
import { readOwnReference } from '../names.ts';
import { provisionedTotal } from './provisioned.ts';
import { invalidParameter, present, validate, within } from '../validation.ts';

/** AWS's default quotas: requests at once, and how many of these no function may reserve; bytes. */
const accountConcurrency = 1000;
const leastUnreserved = 100;
const limits = { TotalCodeSize: 80_530_636_800, CodeSizeUnzipped: 262_144_000, CodeSizeZipped: 52_428_800 };

export const putFunctionConcurrency = operation(
  (
    backend: LambdaBackend,
    { input, caller }: Call<Wire<PutFunctionConcurrencyRequest>>,
  ): GetFunctionConcurrencyResponse => {
    const { ReservedConcurrentExecutions: reserved = 0 } = input;
    validate(
      present('reservedConcurrentExecutions', input.ReservedConcurrentExecutions),
      within('reservedConcurrentExecutions', reserved, 0, Infinity),
    );
    const lambda = requireFunction(backend, readOwnReference(caller, input.FunctionName ?? ''));
    const provisioned = provisionedTotal(lambda);
    if (reserved < provisioned) {
      // The blanks are AWS's.
      throw invalidParameter(
        ` ReservedConcurrentExecutions  ${reserved} should not be lower than function's total provisioned concurrency [${provisioned}].`,
      );
    }
    if (unreserved(backend, caller) + (lambda.reservedConcurrency ?? 0) - reserved < leastUnreserved) {
      throw invalidParameter(
        `Specified ReservedConcurrentExecutions for function decreases account's UnreservedConcurrentExecution below its minimum value of [${leastUnreserved}].`,
      );
    }
    lambda.reservedConcurrency = reserved;
    return { ReservedConcurrentExecutions: reserved };
  },
);

export const getFunctionConcurrency = operation(
  (
    backend: LambdaBackend,
    { input, caller }: Call<Wire<GetFunctionConcurrencyRequest>>,
  ): GetFunctionConcurrencyResponse => {
    const lambda = requireFunction(backend, readOwnReference(caller, input.FunctionName ?? ''));
    return { ReservedConcurrentExecutions: lambda.reservedConcurrency };
  },
);

export const deleteFunctionConcurrency = operation(
  (backend: LambdaBackend, { input, caller }: Call<Wire<DeleteFunctionConcurrencyRequest>>): object => {
    const lambda = requireFunction(backend, readOwnReference(caller, input.FunctionName ?? ''));
    lambda.reservedConcurrency = undefined;
    return {};
  },
);

export const getAccountSettings = operation(
  (backend: LambdaBackend, { caller }: Call<unknown>): GetAccountSettingsResponse => {
    const functions = backend.list(caller);
    const versions = functions.flatMap(({ latest, published }) => [latest, ...published.values()]);
    const layers = backend.layers.in(caller).map(({ content }) => content);
    return {
      AccountLimit: {
        ...limits,
        ConcurrentExecutions: accountConcurrency,
        UnreservedConcurrentExecutions: unreserved(backend, caller),
      },
      AccountUsage: {
        TotalCodeSize: [...versions.map(({ code }) => code), ...layers].reduce(
          (total, { size }) => total + size,
          0,
        ),
        FunctionCount: functions.length,
      },
    };
  },
);

function unreserved(backend: LambdaBackend, place: Place): number {
  const reserved = backend.list(place).map((lambda) => lambda.reservedConcurrency ?? 0);
  return reserved.reduce((left, taken) => left - taken, accountConcurrency);
}
