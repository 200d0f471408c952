import type { ForgeArchive } from '../forge.ts'
import { ghArchive } from './gh-archive/gh-archive.ts'
import { ghExport } from './gh-export/gh-export.ts'
import { githubMigration } from './github-migration/github-migration.ts'
import { mbox } from './mbox/mbox.ts'

/** All that can be read, in the order in which they are asked whether a file is theirs. */
export const forgeArchives: readonly ForgeArchive[] = [ghArchive, githubMigration, ghExport, mbox]

export function findArchive(fileName: string, beginning: string): ForgeArchive | undefined {
  return forgeArchives.find(archive => archive.recognizes(fileName, beginning))
}
