/** Every service of the embedded AWS with its operations: what the documentation's list is made from. */
import { iamService } from './iam/service.ts';
import { lambdaService } from './lambda/service.ts';
import { logsService } from './logs/service.ts';
import type { Service } from './service.ts';
import { statesService } from './states/service.ts';
import { stsService } from './sts/service.ts';
import { taggingService } from './tagging/service.ts';

export const services: readonly Service<never>[] = [
  iamService,
  stsService,
  lambdaService,
  statesService,
  logsService,
  taggingService,
];
