/** Services as `aws-sdk:NAME` names them, and what is to be known to call one. */
import { jsonServices } from './json-services.ts';

export interface SdkService {
  /** Lower-case letters and digits: `secretsmanager`. */
  readonly name: string;
  /** AWS's own: `Secrets Manager`. */
  readonly id: string;
  readonly signingName: string;
  /** What its IAM actions begin with. */
  readonly iamPrefix: string;
  readonly protocol: JsonFacts | { readonly kind: 'sdk' | 'sns' };
}

export interface JsonFacts {
  readonly kind: 'json';
  readonly version: string;
  readonly targetPrefix: string;
  /** Members begin with small letters on the wire. */
  readonly camelCase: boolean;
}

/** Undefined for a service whose protocol is not spoken here. */
export function findService(name: string): SdkService | undefined {
  return services().get(name);
}

/** `Secrets Manager` → `secretsmanager`, `Config Service` → `config`: as Step Functions names services. */
export function serviceName(id: string): string {
  return id
    .toLowerCase()
    .replace(/[^a-z0-9]/g, '')
    .replace(/service$/, '');
}

let known: ReadonlyMap<string, SdkService> | undefined;

function services(): ReadonlyMap<string, SdkService> {
  known ??= new Map([...others, ...jsonServices.trim().split('\n').map(parse)].map((one) => [one.name, one]));
  return known;
}

const others: readonly SdkService[] = [
  bySdk('IAM'),
  bySdk('Lambda'),
  bySdk('S3'),
  bySdk('STS'),
  { name: 'sns', id: 'SNS', signingName: 'sns', iamPrefix: 'sns', protocol: { kind: 'sns' } },
];

/** Called through its SDK client. All of these have one name for everything. */
function bySdk(id: string): SdkService {
  const name = id.toLowerCase();
  return { name, id, signingName: name, iamPrefix: name, protocol: { kind: 'sdk' } };
}

/** Where IAM's name is not that of signatures [service authorization reference]. */
const iamPrefixes: Readonly<Record<string, string>> = {
  IoTSecuredTunneling: 'iot',
  monitoring: 'cloudwatch',
  'mturk-requester': 'mechanicalturk',
  tagging: 'tag',
};

function parse(line: string): SdkService {
  const [id = '', signingName = '', version = '', targetPrefix = '', camelCase] = line.split('|');
  return {
    name: serviceName(id),
    id,
    signingName,
    iamPrefix: iamPrefixes[signingName] ?? signingName,
    protocol: { kind: 'json', version, targetPrefix, camelCase: camelCase !== undefined },
  };
}
