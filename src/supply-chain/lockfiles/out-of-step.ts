import type { Inventory } from './lockfile-reader.ts'

/** For an ask that the lockfile does not answer: the two are out of step. */
export function warnOfUnanswered(asked: string, manifest: string): NonNullable<Inventory['warnings']>[number] {
  return {
    text: {
      en: `${manifest} asks for ${asked}, which the lockfile does not hold`,
      zh: `${manifest} 需要 ${asked}，但锁文件中没有`,
    },
  }
}
