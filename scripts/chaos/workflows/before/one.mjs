export const handler = async () => ({ said: 'one' });
