export const handler = async () => 'five';
