import type { RestService } from '../service.ts';
import type { LambdaBackend } from '../lambda/backend.ts';

export const lambdaService: RestService<LambdaBackend> = {
  signingName: 'lambda',
  protocol: 'rest',
  routes: [],
};
