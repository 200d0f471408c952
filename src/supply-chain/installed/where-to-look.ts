import { installedReaders } from './installed-readers.ts'
import { isInstalled } from './node-modules/node-modules.ts'

/** Folders that hold material for tests, or nothing that is installed. */
const passed = new Set([
  '.git',
  '.hg',
  '.svn',
  '__pycache__',
  'fixture',
  'fixtures',
  '__fixtures__',
  'testdata',
  'test-data',
])
/** Of a whole system: what is no file on a disk, and other systems that it keeps. */
const passedInSystem = /^(?:proc|sys|dev|run|var\/lib\/(?:docker|containers|containerd))$/

/** Whether anything may be installed in a folder. */
export function mayHold(folder: string, isSystem: boolean): boolean {
  if (isSystem && passedInSystem.test(folder)) return false
  const folders = folder.split('/')
  if (passed.has(folders.at(-1) ?? '')) return false
  return !folders.includes('node_modules') || isInstalled(folders, true)
}

export function findReader(path: string) {
  return installedReaders.find(reader => reader.reads(path))
}
