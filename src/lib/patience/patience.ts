/** What comes within so many milliseconds; undefined where it does not, or comes later. Waiting keeps no program running. */
export function inTime<Value>(coming: Promise<Value>, milliseconds: number): Promise<Value | undefined> {
  const passed = new Promise<undefined>(resolve => void setTimeout(() => resolve(undefined), milliseconds).unref())
  return Promise.race([coming, passed])
}
