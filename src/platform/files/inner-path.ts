import { lstat, readlink } from 'node:fs/promises'
import { join } from 'node:path'

const mostLinks = 40

/**
 * The path, from a folder, that has no link in it, as it would be if that folder were the root of all: links and `..` lead
 * nowhere else. Undefined where there is nothing. `from` is a folder inside that is known to have none.
 */
export async function findInnerPath(root: string, path: string, from = ''): Promise<string | undefined> {
  if (path.includes('\0')) return undefined
  const walk: Walk = { at: from.split('/').filter(Boolean), open: path.split('/').reverse(), links: 0 }
  for (let name = walk.open.pop(); name !== undefined; name = walk.open.pop()) {
    if (!(await step(root, walk, name))) return undefined
  }
  return walk.at.join('/')
}

interface Walk {
  at: string[]
  /** Names still to go, the next one last. */
  open: string[]
  links: number
}

async function step(root: string, walk: Walk, name: string): Promise<boolean> {
  if (name === '' || name === '.') return true
  if (name === '..') {
    walk.at.pop()
    return true
  }
  const there = await lookAt(join(root, ...walk.at, name))
  if (!there) return false
  if (there.target === undefined) {
    walk.at.push(name)
    return true
  }
  if (there.target.startsWith('/')) walk.at = []
  walk.open.push(...there.target.split('/').reverse())
  return ++walk.links <= mostLinks
}

/** Of a link, where it leads. */
async function lookAt(path: string): Promise<{ target?: string } | undefined> {
  try {
    return (await lstat(path)).isSymbolicLink() ? { target: await readlink(path) } : {}
  } catch {
    return undefined
  }
}
