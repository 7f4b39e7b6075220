const prices = { tea: 4, cup: 9 };

/** A line of an order with its price. */
export const handler = async ({ item, count }) => ({ item, price: prices[item] * count });
