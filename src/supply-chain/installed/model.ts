import type { Text } from '../../lib/text/text.ts'

/** A package that lies on a disk, and what its own files say of it. */
export type { InstalledPackage } from './installed-reader.ts'
export type { InstalledFolder } from './read-installed.ts'

export const cutShort: Text = {
  en: 'The folder holds more than can be looked through: look into parts of it one by one',
  zh: '文件夹内容过多，未能全部查看：请分部分逐一查看',
}

export function closedFolders(paths: readonly string[]): Text {
  const shown = paths.slice(0, 5).join(', ')
  const more = paths.length > 5 ? ' …' : ''
  return {
    en: `Not looked into, for want of rights: ${shown}${more}`,
    zh: `因权限不足未能查看：${shown}${more}`,
  }
}
