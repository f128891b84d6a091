// What repair costs and what is not known, the long way. The tests hold the engine against it.

/** All orders of some items. */
export function permutations(items) {
  return items.length < 2
    ? [items]
    : items.flatMap((item, i) =>
        permutations([...items.slice(0, i), ...items.slice(i + 1)]).map((rest) => [item, ...rest]),
      );
}

/** Minutes until repaired: with each fault, all fixes up to its own are tried. */
export function costByHand(faults, order, weights) {
  const prices = new Map(faults.map(({ fix, cost }) => [fix, cost]));
  return faults.reduce((sum, { fix }, i) => {
    const tried = order.slice(0, order.indexOf(fix) + 1);
    return sum + weights[i] * tried.reduce((spent, id) => spent + prices.get(id), 0);
  }, 0);
}

/** The place of the cause that people are told first: the likeliest of the likeliest family. */
export function firstByHand({ entries }, weights) {
  const familyWeight = (family) =>
    entries.reduce((sum, { cause }, i) => sum + (cause.family === family ? weights[i] : 0), 0);
  const ranked = entries.map(({ cause }, i) => [familyWeight(cause.family), weights[i], i]);
  ranked.sort((a, b) => b[0] - a[0] || b[1] - a[1] || a[2] - b[2]);
  return ranked[0]?.[2] ?? -1;
}

/** Bits that are not known of which of these it is; chances need not add up to 1. */
export function bitsByHand(weights) {
  const whole = weights.reduce((sum, weight) => sum + weight, 0);
  const chances = weights.map((weight) => weight / whole).filter((chance) => chance > 0);
  return chances.reduce((bits, chance) => bits - chance * Math.log2(chance), 0);
}

/** Bits that are known more, on average, when one knows which of these outcomes it is. */
export function learntByHand(weights, outcomes) {
  const after = outcomes.reduce((sum, own) => {
    const chance = own.reduce((whole, weight) => whole + weight, 0);
    return chance ? sum + chance * bitsByHand(own) : sum;
  }, 0);
  return bitsByHand(weights) - after;
}
