/** So few that a statement over them stays below the most parameters that an engine takes (SQLite 32,766). */
const mostAtOnce = 500

/**
 * The rows or keys of a statement that may be too many for one, in slices for one each: as many as may be, then 256, 64, 16,
 * 4, 1. With few lengths the same few statements come again, and are prepared once; each prepared one of hundreds of rows
 * takes as much memory as a small document.
 */
export function* inSlices<Item>(items: readonly Item[], size = mostAtOnce): Generator<readonly Item[]> {
  for (let at = 0; at < items.length; ) {
    const left = items.length - at
    const length = left >= size ? size : 4 ** Math.floor(Math.log2(left) / 2)
    yield items.slice(at, at + length)
    at += length
  }
}
