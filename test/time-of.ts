/** Microseconds that the processor gave to work of this thread, whatever else it does meanwhile. */
export function timeOf(work: () => unknown): number {
  const before = process.threadCpuUsage()
  work()
  const { user, system } = process.threadCpuUsage(before)
  return user + system
}
