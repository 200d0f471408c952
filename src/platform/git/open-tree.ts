import { relative } from 'node:path'
import { type FileTree, openFolderTree, readFileBelow } from '../files/file-tree.ts'
import { createBlobReader } from './blob-reader.ts'
import { findEnclosingRepository } from './discover.ts'
import { readGit, tryGit } from './run-git.ts'

const megabyte = 1024 * 1024

/**
 * The files of a folder: in a working tree those that git tracks or would, in a bare repository those of its newest
 * commit, elsewhere all of them.
 */
export async function openTree(folder: string): Promise<FileTree> {
  const repository = await findEnclosingRepository(folder)
  if (!repository) return openFolderTree(folder)
  return repository.kind === 'bare' ? openCommitTree(repository.path) : openWorkingTree(repository.path, folder)
}

async function openWorkingTree(repository: string, folder: string): Promise<FileTree> {
  const below = relative(repository, folder).replaceAll('\\', '/')
  const prefix = below === '' ? '' : `${below}/`
  const only = prefix ? ['--', `:(top,literal)${prefix}`] : []
  const list = await readGit(repository, ['ls-files', '-z', '--cached', '--others', '--exclude-standard', ...only])
  const paths = new Set(splitNames(list).map(path => path.slice(prefix.length)))
  const submodules = paths.has('.gitmodules') ? await findSubmodules(repository) : undefined
  return {
    paths: [...paths].sort(),
    read: (path, limit) => readFileBelow(folder, path, limit),
    ...(submodules && { submodules }),
  }
}

/** By the index, which has what the next commit will have. */
async function findSubmodules(repository: string): Promise<Map<string, string>> {
  const list = await readGit(repository, ['ls-files', '-z', '--stage'])
  return new Map(splitNames(list).flatMap(line => readLink(/^160000 ([0-9a-f]+) 0\t([\s\S]+)$/.exec(line))))
}

function readLink(match: RegExpExecArray | null): [path: string, commit: string][] {
  const [, commit, path] = match ?? []
  return commit && path ? [[path, commit]] : []
}

async function openCommitTree(repository: string): Promise<FileTree> {
  const { code, output } = await tryGit(repository, ['ls-tree', '-r', '-l', '-z', '--full-tree', 'HEAD'])
  // An empty repository has no commit to list.
  if (code !== 0) return { paths: [], read: async () => undefined }
  const lines = splitNames(output)
  const files = new Map(lines.flatMap(readTreeLine))
  const readBlob = createBlobReader(repository)
  return {
    paths: [...files.keys()].sort(),
    submodules: new Map(lines.flatMap(line => readLink(/^160000 commit ([0-9a-f]+) +-\t([\s\S]+)$/.exec(line)))),
    async read(path, limit = megabyte) {
      const file = files.get(path)
      if (!file || file.size > limit) return undefined
      return readBlob(file.object)
    },
  }
}

/** `100644 blob <object> <size>\t<path>`; links and submodules are no files. */
function readTreeLine(line: string): [string, { object: string; size: number }][] {
  const [, object, size, path] = /^100\d{3} blob ([0-9a-f]+) +(\d+)\t([\s\S]+)$/.exec(line) ?? []
  return object && path ? [[path, { object, size: Number(size) }]] : []
}

function splitNames(list: Buffer): string[] {
  return list.toString('utf8').split('\0').filter(Boolean)
}
