import type { QueryService } from '../service.ts';
import type { SnsBackend } from './backend.ts';
import { publish } from './publish.ts';
import { listSubscriptions, listSubscriptionsByTopic, subscribe, unsubscribe } from './subscriptions.ts';
import {
  createTopic,
  deleteTopic,
  getTopicAttributes,
  listTagsForResource,
  listTopics,
  setTopicAttributes,
} from './topics.ts';

export const snsService: QueryService<SnsBackend> = {
  signingName: 'sns',
  protocol: 'query',
  apiVersion: '2010-03-31',
  xmlNamespace: 'http://sns.amazonaws.com/doc/2010-03-31/',
  operations: {
    CreateTopic: createTopic,
    DeleteTopic: deleteTopic,
    ListTopics: listTopics,
    GetTopicAttributes: getTopicAttributes,
    SetTopicAttributes: setTopicAttributes,
    ListTagsForResource: listTagsForResource,
    Subscribe: subscribe,
    Unsubscribe: unsubscribe,
    ListSubscriptions: listSubscriptions,
    ListSubscriptionsByTopic: listSubscriptionsByTopic,
    Publish: publish,
  },
};
