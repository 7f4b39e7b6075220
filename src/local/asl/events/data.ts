/** What AWS says beside each input and output that an API call returns. */
export const whole = { truncated: false } as const;
