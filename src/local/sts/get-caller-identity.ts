import type { GetCallerIdentityResponse } from '@aws-sdk/client-sts';
import type { IamBackend } from '../iam/backend.ts';
import { operation, type Call } from '../service.ts';

/** Whoever is nobody in particular is the account's root. */
export const getCallerIdentity = operation(
  (_backend: IamBackend, { caller }: Call<unknown>): GetCallerIdentityResponse => ({
    UserId: caller.userId,
    Account: caller.account,
    Arn: caller.arn,
  }),
);
