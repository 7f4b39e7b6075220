export const handler = async () => ({ said: 'two' });
