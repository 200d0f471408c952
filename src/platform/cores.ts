import { availableParallelism } from 'node:os'

/** How many cores there are to work on. */
export const cores = availableParallelism()

/**
 * Does the work as many times at once as there are cores, and waits for all. When one fails, the signal tells the others to
 * stop, and the failure is thrown once they have.
 */
export async function onAllCores(
  most: number,
  signal: AbortSignal | undefined,
  work: (signal: AbortSignal) => Promise<void>,
) {
  const failing = new AbortController()
  const either = signal ? AbortSignal.any([signal, failing.signal]) : failing.signal
  const works = Array.from({ length: Math.min(cores, most) }, async () => {
    try {
      await work(either)
    } catch (error) {
      failing.abort()
      throw error
    }
  })
  const ended = await Promise.allSettled(works)
  const failed = ended.find(end => end.status === 'rejected')
  if (failed) throw failed.reason
}
