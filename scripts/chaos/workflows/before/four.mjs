export const handler = async () => 'four';
