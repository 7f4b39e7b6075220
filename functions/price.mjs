const prices = { tea: 3, coffee: 4 };
let isAwake = false;

/** The price of an item. The first request for coffee comes too early. */
export const handler = async ({ item }) => {
  console.log(`the price of ${item}`);
  if (item === 'coffee' && !isAwake) {
    isAwake = true;
    throw named('Busy', 'the machine is still cold');
  }
  if (!(item in prices)) throw named('Unknown', `no price for ${item}`);
  return { price: prices[item] };
};

function named(name, message) {
  return Object.assign(new Error(message), { name });
}
