/** The files of a project, wherever they lie: in a working tree, in a commit of a bare repository, in a plain folder. */
export interface FileTree {
  /** Relative, with `/`, sorted. What git ignores is left out. */
  paths: string[]
  /** Undefined when it is no plain file, may not be read or has gone. Fails when larger than `limit` bytes. */
  read(path: string, limit?: number): Promise<Buffer | undefined>
  /** Sentences about what could not be listed. */
  problems: import('../../lib/text/text.ts').Text[]
}
