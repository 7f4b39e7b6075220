export const handler = async () => 'one';
