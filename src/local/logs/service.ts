import type { JsonService } from '../service.ts';
import type { LogsBackend } from '../logs/backend.ts';

export const logsService: JsonService<LogsBackend> = {
  signingName: 'logs',
  protocol: 'json',
  jsonVersion: '1.1',
  targetPrefix: 'Logs_20140328',
  operations: {},
};
