export const handler = async () => ({ said: 'five' });
