export const handler = async () => 'three';
