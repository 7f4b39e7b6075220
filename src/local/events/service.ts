import type { JsonService } from '../service.ts';
import type { EventsBackend } from './backend.ts';
import {
  createConnection,
  deauthorizeConnection,
  deleteConnection,
  describeConnection,
  listConnections,
  updateConnection,
} from './connections.ts';
import { putEvents } from './put-events.ts';
import {
  deleteRule,
  describeRule,
  listRules,
  listTargetsByRule,
  putRule,
  putTargets,
  removeTargets,
} from './rules.ts';

export const eventsService: JsonService<EventsBackend> = {
  signingName: 'events',
  protocol: 'json',
  jsonVersion: '1.1',
  targetPrefix: 'AWSEvents',
  operations: {
    PutRule: putRule,
    DeleteRule: deleteRule,
    DescribeRule: describeRule,
    ListRules: listRules,
    PutTargets: putTargets,
    RemoveTargets: removeTargets,
    ListTargetsByRule: listTargetsByRule,
    PutEvents: putEvents,
    CreateConnection: createConnection,
    UpdateConnection: updateConnection,
    DescribeConnection: describeConnection,
    ListConnections: listConnections,
    DeauthorizeConnection: deauthorizeConnection,
    DeleteConnection: deleteConnection,
  },
};
