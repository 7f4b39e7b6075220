/** Error and cause, either absent where AWS sends none. */
export interface Reason {
  readonly error?: string | undefined;
  readonly cause?: string | undefined;
}

/** Just these two, and only where they are given. */
export function reason({ error, cause }: Reason): { error?: string; cause?: string } {
  return { ...(error !== undefined && { error }), ...(cause !== undefined && { cause }) };
}
