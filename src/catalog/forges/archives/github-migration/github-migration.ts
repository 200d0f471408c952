import { isRecord, textIn } from '../../../../lib/json/untrusted.ts'
import type { ArchiveFile, ArchiveProblem, ForgeArchive } from '../../forge.ts'
import type { ForgeRecord } from '../../records.ts'
import { ChosenRepositories, repositoryAt } from '../chosen-repositories.ts'
import { jsonValues } from '../json-values.ts'
import { problemAt } from '../problem.ts'
import { readMigrated } from './read-migrated.ts'
import { tarEntries } from './tar-entries.ts'

const wanted =
  /^(?:\.\/)?(?:issues|issue_comments|issue_events|pull_requests|pull_request_reviews|pull_request_review_comments|releases)_\d+\.json$/

/** What GitHub gives to whoever moves away: a tar of JSON files, each of things of one kind, that name each other by address. */
export const githubMigration: ForgeArchive = {
  name: 'github-migration',
  recognizes: (_name, beginning) =>
    beginning.slice(257, 262) === 'ustar' &&
    /(?:^|\0)(?:\.\/)?(?:schema\.json|[a-z_]+_\d{6}\.json|repositories\/)/.test(beginning),
  hostIn: beginning => /"(?:url|repository)":\s*"https?:\/\/([\w.:-]+)\//.exec(beginning)?.[1] ?? 'github.com',
  read: readArchive,
}

async function* readArchive(
  pieces: AsyncIterable<Uint8Array>,
  { repositories }: ArchiveFile,
): AsyncGenerator<ForgeRecord | ArchiveProblem> {
  const chosen = new ChosenRepositories(repositories)
  for await (const entry of tarEntries(pieces, name => wanted.test(name))) {
    if (entry) yield* readEntry(entry.bytes, chosen)
    else yield problemAt(undefined, 'noTar')
  }
  yield* chosen.problems(true)
}

async function* readEntry(bytes: Buffer, chosen: ChosenRepositories): AsyncGenerator<ForgeRecord | ArchiveProblem> {
  for await (const found of jsonValues(only(bytes))) {
    const fields = 'value' in found && isRecord(found.value) ? found.value : undefined
    if (!fields) yield problemAt(found.line, 'problem' in found ? found.problem : 'unknown')
    else if (chosen.isMeant(repositoryAt(textIn(fields['url'])))) {
      yield* chosen.problems(false)
      yield* readMigrated(fields) ?? [problemAt(found.line, 'incomplete')]
    }
  }
}

async function* only(bytes: Buffer) {
  yield bytes
}
