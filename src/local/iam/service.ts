import type { QueryService } from '../service.ts';
import type { IamBackend } from '../iam/backend.ts';

export const iamService: QueryService<IamBackend> = {
  signingName: 'iam',
  protocol: 'query',
  apiVersion: '2010-05-08',
  xmlNamespace: 'https://iam.amazonaws.com/doc/2010-05-08/',
  operations: {},
};
