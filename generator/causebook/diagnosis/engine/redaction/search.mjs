// Why: a global pattern keeps its place; copying it for each search, as matchAll does, costs more than the search.

/** All that a global pattern finds, from the first to the last. */
export function allOf(pattern, text) {
  const found = [];
  pattern.lastIndex = 0;
  for (let each = pattern.exec(text); each; each = pattern.exec(text)) {
    found.push(each);
    if (each[0] === "") pattern.lastIndex += 1;
  }
  return found;
}
