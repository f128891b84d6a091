// What repair costs, the long way: every order of fixes is tried. The tests hold the engine against it.

/** All orders of some items. */
export function permutations(items) {
  return items.length < 2
    ? [items]
    : items.flatMap((item, i) =>
        permutations([...items.slice(0, i), ...items.slice(i + 1)]).map((rest) => [item, ...rest]),
      );
}

/** Minutes until repaired: with each fault, all fixes up to its own are tried. */
export function costByHand({ faults }, order, weights) {
  const prices = new Map(faults.map(({ fix, cost }) => [fix, cost]));
  return faults.reduce((sum, { fix }, i) => {
    const tried = order.slice(0, order.indexOf(fix) + 1);
    return sum + weights[i] * tried.reduce((spent, id) => spent + prices.get(id), 0);
  }, 0);
}

/** The fault that people are told first: the likeliest of the likeliest family. */
export function firstByHand({ faults }, weights) {
  const familyWeight = (family) =>
    faults.reduce((sum, { entry }, i) => sum + (entry.cause.family === family ? weights[i] : 0), 0);
  const ranked = faults.map(({ entry }, i) => [familyWeight(entry.cause.family), weights[i], i]);
  ranked.sort((a, b) => b[0] - a[0] || b[1] - a[1] || a[2] - b[2]);
  return faults[ranked[0][2]];
}

/** The cheapest of all orders that begin with the fix of the fault named first. */
export function cheapestCost(repairs, weights) {
  const fixes = [...new Set(repairs.faults.map(({ fix }) => fix))];
  const first = firstByHand(repairs, weights).fix;
  const orders = permutations(fixes.filter((id) => id !== first)).map((rest) => [first, ...rest]);
  const priced = orders.map((order) => ({ order, cost: costByHand(repairs, order, weights) }));
  return priced.reduce((best, one) => (one.cost < best.cost ? one : best));
}
