import type { Text } from '../../lib/text/text.ts'

/**
 * One way in which packages lie on a disk: a tree of them, or a database that says what is there. A reader looks into the
 * folder through what it is handed, and opens nothing itself.
 */
export interface InstalledReader {
  /** Also the name of its folder. */
  name: string
  /** Whether a file of this path (with `/`, from the folder that is looked into) tells of packages: a `package.json`, a database. */
  reads(path: string): boolean
  /** The tree that the file belongs to, as people speak of it: `node_modules`, or the database itself. */
  treeOf(path: string): string
  /** Throws a SyntaxError, with the line where it can, on what it can't read. Never any other error. */
  read(path: string, files: InstalledFiles): Promise<Installed>
}

/** A folder, seen from above it: links lead on within it, and what is too large is not there. */
export interface InstalledFiles {
  /** Names of the plain files and links in a folder itself, in order. */
  list(folder: string): Promise<string[]>
  read(path: string, limit?: number): Promise<Buffer | undefined>
}

export interface Installed {
  packages: InstalledPackage[]
  warnings?: InstalledWarning[]
}

/** What the reader saw and could not make sense of, or what a person should know. */
export interface InstalledWarning {
  text: Text
  line?: number
}

/** One package at one version, as it is there. */
export interface InstalledPackage {
  /** Canonical package URL with version. */
  purl: string
  /** An SPDX expression; where there is none, what is written there. */
  license?: string
  /** The path of the file that says so. */
  evidence?: string
  /** Where the tree knows that the project itself asked for it. */
  relation?: 'direct'
  scope?: 'development' | 'optional'
  authors?: string[]
  /** Of its sources. */
  repository?: string
  homepage?: string
}
