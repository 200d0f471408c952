/** So few that a statement over them stays below the most parameters that an engine takes (SQLite 32,766). */
const mostAtOnce = 500

/** The rows or keys of a statement that may be too many for one, in slices for one each. */
export function* inSlices<Item>(items: readonly Item[], size = mostAtOnce): Generator<readonly Item[]> {
  for (let at = 0; at < items.length; at += size) yield items.slice(at, at + size)
}
