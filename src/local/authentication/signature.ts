/** What a SigV4 signature says before anything of it is verified (IAM user guide, "AWS Signature Version 4"). */

/** A signed request, as it came over HTTP. */
export interface SignedRequest {
  readonly method: string;
  /** Path as sent, still percent-encoded. */
  readonly path: string;
  readonly query: URLSearchParams;
  /** Lower-case names. */
  readonly headers: Readonly<Record<string, string | undefined>>;
  readonly body: Buffer;
}

export interface Signature {
  readonly accessKeyId: string;
  /** `20261123` */
  readonly date: string;
  readonly region: string;
  /** The signing name: `lambda`, `states`, `iam`, … */
  readonly service: string;
  /** Lower-case names, in their order. */
  readonly signedHeaders: readonly string[];
  /** Hexadecimal. */
  readonly signature: string;
  /** `20261123T001700Z` */
  readonly time: string;
  readonly sessionToken?: string | undefined;
  /** How many seconds an address that was signed beforehand holds. */
  readonly lifeSeconds?: number;
}

/** The signature in the Authorization header or, of an address that was signed beforehand, in its query; undefined without one. */
export function readSignature(request: Pick<SignedRequest, 'headers' | 'query'>): Signature | undefined {
  return request.query.has('X-Amz-Credential') ? fromQuery(request.query) : fromHeaders(request.headers);
}

function fromHeaders(headers: SignedRequest['headers']): Signature | undefined {
  const { authorization = '' } = headers;
  const parameter = (name: string): string => new RegExp(`${name}=([^,\\s]+)`).exec(authorization)?.[1] ?? '';
  return withScope(parameter('Credential'), {
    signedHeaders: parameter('SignedHeaders').split(';'),
    signature: parameter('Signature'),
    time: headers['x-amz-date'] ?? '',
    sessionToken: headers['x-amz-security-token'],
  });
}

function fromQuery(query: URLSearchParams): Signature | undefined {
  return withScope(query.get('X-Amz-Credential') ?? '', {
    signedHeaders: (query.get('X-Amz-SignedHeaders') ?? '').split(';'),
    signature: query.get('X-Amz-Signature') ?? '',
    time: query.get('X-Amz-Date') ?? '',
    sessionToken: query.get('X-Amz-Security-Token') ?? undefined,
    lifeSeconds: Number(query.get('X-Amz-Expires')),
  });
}

function withScope(
  credential: string,
  rest: Omit<Signature, 'accessKeyId' | 'date' | 'region' | 'service'>,
): Signature | undefined {
  const [, accessKeyId, date, region, service] =
    /^([^/]+)\/(\d{8})\/([a-z\d-]+)\/([a-z\d-]+)\/aws4_request$/.exec(credential) ?? [];
  if (!accessKeyId || !date || !region || !service) return undefined;
  return { accessKeyId, date, region, service, ...rest };
}
