export const handler = async () => ({ said: 'three' });
