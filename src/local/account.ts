/** The account that a caller belongs to unless its access key id is itself an account. */
export const defaultAccount = '123456789012';
