type Given<T> = { [K in keyof T]: object extends Pick<T, K> ? T[K] | null | undefined : T[K] }

/** Leaves out what a forge left out or said to be null. */
export function told<T extends object>(fields: Given<T>): T {
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== null && value !== undefined)) as T
}
