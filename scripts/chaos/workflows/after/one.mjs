export const handler = async () => ({ said: 'another one' });
