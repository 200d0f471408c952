/** Numbers of several ascending lists, ascending and each once. */
export function mergeAscending(lists: readonly Iterable<number>[]): Iterable<number> {
  const [only] = lists
  if (!only) return []
  return lists.length === 1 ? only : merge(lists)
}

/** Numbers of an ascending list that another does not have. */
export function withoutOthers(list: Iterable<number>, others: Iterable<number>): Iterable<number> {
  return Array.isArray(others) && others.length === 0 ? list : subtract(list, others)
}

function* merge(lists: readonly Iterable<number>[]): Generator<number> {
  const cursors = lists.map(list => list[Symbol.iterator]())
  const heads = cursors.map(cursor => cursor.next())
  for (;;) {
    let least = Number.POSITIVE_INFINITY
    for (const head of heads) if (!head.done && head.value < least) least = head.value
    if (least === Number.POSITIVE_INFINITY) return
    yield least
    for (const [index, cursor] of cursors.entries()) {
      const head = heads[index]
      if (head && !head.done && head.value === least) heads[index] = cursor.next()
    }
  }
}

function* subtract(list: Iterable<number>, others: Iterable<number>): Generator<number> {
  const cursor = others[Symbol.iterator]()
  let head = cursor.next()
  for (const number of list) {
    while (!head.done && head.value < number) head = cursor.next()
    if (head.done || head.value !== number) yield number
  }
}
