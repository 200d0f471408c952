/** In long work: lets whoever waits go first. SQLite answers at once, so that nothing else would ever come in between. */
export function pause(): Promise<void> {
  return new Promise(resolve => {
    setImmediate(resolve)
  })
}
