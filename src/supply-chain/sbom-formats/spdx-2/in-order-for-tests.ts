/** Lists and keys in one order: the order in which a document says things means nothing. */
export function inOrder(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(member => JSON.stringify(inOrder(member))).sort()
  if (typeof value !== 'object' || value === null) return value
  const entries = Object.entries(value).map(([key, member]) => [key, inOrder(member)] as const)
  return Object.fromEntries(entries.sort(([one], [other]) => (one < other ? -1 : 1)))
}
