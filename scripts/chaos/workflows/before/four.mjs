export const handler = async () => ({ said: 'four' });
