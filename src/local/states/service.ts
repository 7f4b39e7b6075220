import type { JsonService } from '../service.ts';
import type { StatesBackend } from '../states/backend.ts';

export const statesService: JsonService<StatesBackend> = {
  signingName: 'states',
  protocol: 'json',
  jsonVersion: '1.0',
  targetPrefix: 'AWSStepFunctions',
  operations: {},
};
