/** What an execution environment is made of: the role's session, a log stream, and a process that can be started. */
import { randomBytes } from 'node:crypto';
import type { Cloud, Session } from '../../cloud.ts';
import { AwsError } from '../../errors.ts';
import type { Reaper } from '../../runtimes/reaper.ts';
import { Sandbox } from '../../runtimes/sandbox.ts';
import type { FunctionVersion, LambdaFunction } from '../model.ts';
import { startOf } from './command.ts';
import { buildEnvironment } from './environment.ts';
import { LogStream } from './log-stream.ts';

export interface Premises {
  readonly cloud: Cloud;
  readonly reaper: Reaper;
  readonly lambda: LambdaFunction;
  readonly version: FunctionVersion;
  /** Takes a line for the person who runs the endpoint. */
  readonly note: (line: string) => void;
}

export interface Prepared {
  readonly log: LogStream;
  /** Starts the process, as often as it takes. */
  readonly launch: () => Promise<Sandbox>;
}

/** Throws AwsError when the role cannot be assumed or the machine lacks the language. */
export async function prepare(premises: Premises): Promise<Prepared> {
  const { cloud, reaper, lambda, version } = premises;
  const session = assumeRole(premises);
  const start = await startOf(version);
  if (start.note) premises.note(start.note);
  const log = openLog(premises, session);
  const environment = buildEnvironment({
    functionName: lambda.name,
    version,
    region: lambda.place.region,
    logGroup: log.group,
    logStream: log.stream,
    credentials: cloud.iam.issueCredentials(session),
    endpoint: cloud.endpoint,
    endpoints: cloud.options.endpoints,
    ...(start.interpreter && { interpreter: start.interpreter }),
  });
  const command = {
    ...start,
    folder: version.code.folder,
    environment,
    memoryMb: version.settings.MemorySize,
  };
  const write = (line: string): void => {
    log.add(line);
  };
  return { log, launch: () => Sandbox.start(command, { clock: cloud.clock, reaper, log: write }) };
}

function assumeRole({ cloud, lambda, version }: Premises): Session {
  const session = cloud.iam.assumeRoleAsService({
    roleArn: version.settings.Role,
    service: 'lambda.amazonaws.com',
    region: lambda.place.region,
    sessionName: lambda.name,
  });
  if (session) return session;
  throw new AwsError(
    'AccessDeniedException',
    'The role defined for the function cannot be assumed by Lambda.',
    403,
  );
}

function openLog({ cloud, lambda, version }: Premises, session: Session): LogStream {
  const day = new Date(cloud.clock.now()).toISOString().slice(0, 10).replaceAll('-', '/');
  return new LogStream(cloud, lambda.place, {
    group: version.settings.LoggingConfig?.LogGroup ?? `/aws/lambda/${lambda.name}`,
    stream: `${day}/[${version.version}]${randomBytes(16).toString('hex')}`,
    session,
  });
}
