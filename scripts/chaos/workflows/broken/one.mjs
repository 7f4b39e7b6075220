export const handler = async () => {
  throw new Error('broken');
};
