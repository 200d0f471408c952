import { createHash } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { Failure } from '../failure.ts'
import { explainGitFailure } from './git-failure.ts'
import { readGit, tryGit } from './run-git.ts'

/** What must be known of a repository before its history is read. */
export interface Repository {
  path: string
  /** The commit that HEAD names; undefined while there is none. */
  head: string | undefined
  /** Some objects were left on a server (`git clone --filter`). */
  isPartial: boolean
  /** Where the object store and the references are, shared by all worktrees. */
  commonFolder: string
  /** Commits whose parents are not there, as their children are all that was fetched. */
  boundary: string[]
  /**
   * Stands for all that makes git see other parents or contents than the commits name: shallow boundaries, grafts and
   * replacements. While it is the same, a commit read once need not be read again.
   */
  view: string
}

export async function inspectRepository(path: string): Promise<Repository> {
  await requireGit(path)
  const answer = await readGit(path, ['rev-parse', '--path-format=absolute', '--git-common-dir'])
  const [commonFolder = ''] = answer.toString().split('\n')
  const [head, isPartial, shallow, grafts, replacements] = await Promise.all([
    findHead(path),
    hasPromisor(path),
    readFile(join(commonFolder, 'shallow'), 'utf8').catch(() => ''),
    readFile(join(commonFolder, 'info', 'grafts'), 'utf8').catch(() => ''),
    readGit(path, ['for-each-ref', '--format=%(refname) %(objectname)', 'refs/replace']),
  ])
  const view = createHash('sha256')
    .update(JSON.stringify([shallow, grafts, replacements.toString()]))
    .digest('hex')
  const boundary = shallow.split('\n').filter(line => line !== '')
  return { path, head, isPartial, commonFolder, boundary, view }
}

async function findHead(path: string) {
  const { code, message, output } = await tryGit(path, ['rev-parse', '--quiet', '--verify', 'HEAD'])
  if (code === 0) return output.toString().trim()
  // A HEAD that names an unborn branch fails without a word.
  if (message.trim() === '') return undefined
  throw explainGitFailure(path, message)
}

async function hasPromisor(path: string) {
  const pattern = '^(extensions\\.partialclone|remote\\..*\\.(promisor|partialclonefilter))$'
  return (await tryGit(path, ['config', '--get-regexp', pattern])).code === 0
}

/** 2.32 reads GIT_CONFIG_GLOBAL. */
const oldestGit = [2, 32] as const

let known: Promise<void> | undefined

function requireGit(path: string) {
  known ??= checkVersion(path).catch(error => {
    known = undefined
    throw error
  })
  return known
}

async function checkVersion(path: string) {
  const said = (await readGit(path, ['version'])).toString()
  const [, major = 0, minor = 0] = /(\d+)\.(\d+)/.exec(said) ?? []
  if (Number(major) > oldestGit[0] || (Number(major) === oldestGit[0] && Number(minor) >= oldestGit[1])) return
  throw new Failure('unavailable', {
    en: `${said.trim()} is too old: update git to ${oldestGit.join('.')} or later`,
    zh: `${said.trim()} 版本过旧：请将 git 升级到 ${oldestGit.join('.')} 或更高版本`,
  })
}
