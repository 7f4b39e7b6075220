export const handler = async (order) => {
  if (typeof order.total !== 'number') throw new TypeError('an order needs a total');
  return { ...order, valid: true };
};
