import { access, constants, realpath, stat } from 'node:fs/promises'
import { homedir } from 'node:os'
import { resolve } from 'node:path'
import { Failure } from '../failure.ts'

/** The real path of a folder that can be read, or a Failure that says why not. `~` is the home folder. */
export async function requireFolder(path: string): Promise<string> {
  const absolute = resolve(path.replace(/^~(?=\/|$)/, homedir()))
  const found = await stat(absolute).catch(() => undefined)
  if (!found) {
    throw new Failure('not-found', {
      en: `There is no folder ${absolute}: check the spelling`,
      zh: `文件夹 ${absolute} 不存在：请检查拼写`,
    })
  }
  if (!found.isDirectory()) {
    throw new Failure('invalid-input', {
      en: `${absolute} is a file: give the folder that it lies in`,
      zh: `${absolute} 是文件：请指定其所在的文件夹`,
    })
  }
  await access(absolute, constants.R_OK | constants.X_OK).catch(cause => {
    const sentence = { en: `${absolute} may not be read: check its rights`, zh: `无权读取 ${absolute}：请检查权限` }
    throw new Failure('invalid-input', sentence, { cause })
  })
  return realpath(absolute)
}
