/**
 * What users have on AWS besides access keys, and none has here: passwords, devices, certificates. Who deletes a user asks
 * for all of it first, as Terraform does and as the IAM user guide says ("Deleting an IAM user").
 */
import type {
  ListMFADevicesResponse,
  ListServiceSpecificCredentialsResponse,
  ListSigningCertificatesResponse,
  ListSSHPublicKeysResponse,
  ListVirtualMFADevicesResponse,
} from '@aws-sdk/client-iam';
import { operation, type Call, type Operation } from '../../service.ts';
import type { IamBackend } from '../backend.ts';
import { noSuchEntity } from '../errors.ts';
import { required } from '../input.ts';
import { ownName } from './users.ts';

interface Input {
  readonly UserName?: string;
}

export const listSshPublicKeys = none({
  SSHPublicKeys: [],
  IsTruncated: false,
} satisfies ListSSHPublicKeysResponse);
export const listMfaDevices = none({ MFADevices: [], IsTruncated: false } satisfies ListMFADevicesResponse);
export const listSigningCertificates = none({
  Certificates: [],
  IsTruncated: false,
} satisfies ListSigningCertificatesResponse);
export const listServiceSpecificCredentials = none({
  ServiceSpecificCredentials: [],
} satisfies ListServiceSpecificCredentialsResponse);

/** Devices of the account, whoever has them. */
export const listVirtualMfaDevices = operation((): ListVirtualMFADevicesResponse => ({
  VirtualMFADevices: [],
  IsTruncated: false,
}));

/** GetLoginProfile and DeleteLoginProfile: nobody has a password. */
export const noLoginProfile = operation((backend: IamBackend, { input, caller }: Call<Input>): never => {
  const name = required('userName', input.UserName);
  backend.account(caller.account).users.get(name);
  throw noSuchEntity(`Login Profile for User ${name} cannot be found.`);
});

/** Answers for a user that is there. Throws NoSuchEntity. */
function none(answer: object): Operation<IamBackend> {
  return operation((backend: IamBackend, { input, caller }: Call<Input>): object => {
    const { users } = backend.account(caller.account);
    users.get(input.UserName ?? ownName(caller));
    return answer;
  });
}
