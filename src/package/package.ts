/**
 * An object of S3, its key made from its content: where it stands already, it is the same. `${region}` and `${account}`
 * are still in it.
 */
export interface Artifact {
  readonly bucket: string;
  readonly key: string;
}

/** What a function's source becomes: the zip that Lambda takes, and what decides whether it changed. */
export interface Package {
  /** Bytes for CreateFunction and UpdateFunctionCode. */
  readonly zip: Buffer;
  /** The object of S3 by way of which Lambda takes the zip; undefined where it fits into the request itself. */
  readonly artifact?: Artifact;
  /** Base64 of the SHA-256 of the zip: Lambda's CodeSha256. */
  readonly codeSha256: string;
  /**
   * Hex SHA-256 over the sorted list of (path, mode, content hash). Decides "changed": deflate's bytes may differ
   * between machines, the content does not.
   */
  readonly contentHash: string;
  readonly files: number;
  /** Bytes before compression. */
  readonly unzippedSize: number;
}
