const latest = new Map<string, Promise<unknown>>()

/** Runs the action after all others of the same name, whether those went well or not. */
export function oneAtATime<T>(name: string, action: () => Promise<T>): Promise<T> {
  const before = latest.get(name) ?? Promise.resolve()
  const running = before.then(action, action)
  const settled = running.then(
    () => undefined,
    () => undefined,
  )
  latest.set(name, settled)
  void settled.then(() => {
    if (latest.get(name) === settled) latest.delete(name)
  })
  return running
}
