import type { Text } from '../../lib/text/text.ts'

/** One kind of lockfile or manifest. A reader is handed text and gives back facts: it opens no file and calls no network. */
export interface LockfileReader {
  /** Also the name of its folder. */
  name: string
  /** Whether a file of this path (with `/`, relative to the project) is of this kind. */
  reads(path: string): boolean
  /**
   * Files beside it that it needs to tell direct from transitive or development from run time, by name:
   * `package.json` beside `yarn.lock`, say. Absent ones are simply not handed over. A name after two stars and a slash
   * stands for all files of that name in the folders below, installed packages left out; each is handed over by its path
   * from the lockfile's folder: `packages/a/package.json`. A name may lead elsewhere, `../pom.xml`: such a file is read
   * on its own all the same.
   */
  companions?: readonly string[]
  /**
   * Whether a file, by its path from the lockfile's folder, need not be read on its own: all that it asks for is in the
   * lockfile. So are the manifests of workspaces.
   */
  covers?(path: string): boolean
  /**
   * The folders, from the lockfile's on, whose manifests it answers for: its workspaces, and itself as `.`. Manifests in
   * others that it would cover or be accompanied by are read on their own. Undefined where it cannot tell.
   */
  members?(text: string, companions: Readonly<Record<string, string>>): readonly string[] | undefined
  /** Throws a SyntaxError, with the line where it can, on what it can't read. Never any other error. */
  read(text: string, companions?: Readonly<Record<string, string>>): Inventory
}

/**
 * A companion that is no file: the commits that the repository pins its submodules at, `commit path` a line each. It can
 * be had of a git tree only.
 */
export const pinnedSubmodules = '.git-submodules'

export interface Inventory {
  dependencies: Dependency[]
  /** What the reader saw but could not turn into a component, one sentence each, with its line where known. */
  warnings?: { text: Text; line?: number }[]
}

/** One package at one version, as one lockfile names it. */
export interface Dependency {
  /** Canonical package URL with version; without one where the file pins none. */
  purl: string
  /** `direct` when the project itself asks for it; `unknown` where the file cannot tell. */
  relation: 'direct' | 'transitive' | 'unknown'
  /** `development`: needed to build or test only, not to run. */
  scope: 'runtime' | 'development' | 'optional'
  /**
   * The shortest way from the project to it: purls from the direct dependency down to, not including, itself. Absent for
   * direct ones, where the file cannot tell, and where it is longer than anyone would read (100 steps).
   */
  path?: string[]
  /** As the file states it, an SPDX expression or not. */
  license?: string
  /** The range asked for, where the file pins no version. */
  requirement?: string
  /** Purls of what it needs itself, in their order; empty where it needs nothing, absent where the file does not tell. */
  needs?: string[]
  /** Of the archive that it is installed from, by the names of IANA and in lower-case hexadecimal. */
  hashes?: { algorithm: string; value: string }[]
}
