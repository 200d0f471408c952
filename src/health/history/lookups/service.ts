import { type Mailmap, parseMailmap } from '../../../lib/mailmap/mailmap.ts'
import { utf8Of } from '../../../lib/text/utf8.ts'
import { writeFacts } from '../../../platform/facts/fact-files.ts'
import { readObjects, resolveObjects } from '../../../platform/git/read-objects.ts'
import type { Repository } from '../../../platform/git/repository.ts'
import { readGit } from '../../../platform/git/run-git.ts'
import * as store from '../store.ts'
import { parseTags, type Tag, tabulatePeople, tabulateTags, tagFormat } from './lookup-tables.ts'

export interface Lookups {
  tags: Tag[]
  mailmap: Mailmap
}

/** What the repository says now of tags, and of who people are. */
export async function readLookups(repository: Repository): Promise<Lookups> {
  const [tags, mailmap] = await Promise.all([readTags(repository), readMailmap(repository)])
  return { tags, mailmap }
}

/** Writes anew what may change without a commit, or for all commits at once. */
export async function saveLookups(ctx: store.FactsOnly, id: string, { tags, mailmap }: Lookups) {
  const paths = store.pathsOf(ctx, id)
  const people = await store.findIdentities(ctx, id)
  await Promise.all([
    writeFacts(paths.tags, tabulateTags(tags)),
    writeFacts(paths.people, tabulatePeople(people, mailmap)),
  ])
}

/** A larger one is nobody's list of contributors. */
const largestMailmap = 32 * 1024 * 1024

async function readMailmap({ path, head }: Repository) {
  const [bytes] = head ? await readObjects(path, [`${head}:.mailmap`]) : []
  if (!bytes || bytes.length > largestMailmap) return parseMailmap('')
  return parseMailmap(utf8Of(bytes).toString())
}

async function readTags({ path }: Repository): Promise<Tag[]> {
  const tags = parseTags((await readGit(path, ['for-each-ref', `--format=${tagFormat}`, 'refs/tags'])).toString())
  const nested = tags.filter(tag => tag.isNested)
  const commits = await resolveObjects(
    path,
    nested.map(tag => `${tag.hash}^{commit}`),
  )
  const resolved = new Map(nested.map((tag, index) => [tag, commits[index]]))
  return tags.flatMap(tag => {
    const hash = tag.isNested ? resolved.get(tag) : tag.hash
    return hash ? [{ ...tag, hash }] : []
  })
}
