/** Every service of the embedded AWS with its operations: what the documentation's list is made from. */
import { dynamoDbService } from './dynamodb/service.ts';
import { eventsService } from './events/service.ts';
import { iamService } from './iam/service.ts';
import { lambdaService } from './lambda/service.ts';
import { logsService } from './logs/service.ts';
import { s3Service } from './s3/service.ts';
import type { Service } from './service.ts';
import { snsService } from './sns/service.ts';
import { sqsService } from './sqs/service.ts';
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
  sqsService,
  snsService,
  eventsService,
  s3Service,
  dynamoDbService,
];
