export const handler = async () => 'two';
