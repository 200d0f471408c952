import { isRecord, textIn } from '../../../../lib/json/untrusted.ts'
import type { ArchiveFile, ArchiveProblem, ForgeArchive } from '../../forge.ts'
import { isReadable } from '../../record-tables.ts'
import type { ForgeRecord } from '../../records.ts'
import { ChosenRepositories, repositoryAt } from '../chosen-repositories.ts'
import type { Subject } from '../github-rest/rest-events.ts'
import type { Fields } from '../github-rest/rest-values.ts'
import { jsonValues } from '../json-values.ts'
import { problemAt } from '../problem.ts'
import { aboutOf, type Read, readEntry } from './read-entry.ts'

const names = /"(?:number|tagName|tag_name|event|issue_url|pull_request_url|starred_at|createdAt|html_url)":/

const ofGh = /issue|pull|(?:^|\W)prs?(?:\W|$)|release|comment|review|timeline|event|star|fork/i

/** What `gh` answers where there is none: it does not say of what. */
export function isEmptyList(beginning: string): boolean {
  return /^\s*(?:\[\s*(?:\[\s*\][\s,]*)*\]\s*)+$/.test(beginning)
}

/**
 * What the `gh` program writes: `gh issue list --json …`, `gh pr list --json …`, `gh release list --json …`, and whatever
 * `gh api` answers of issues, pull requests, comments, reviews, timelines, releases, stars and forks.
 */
export const ghExport: ForgeArchive = {
  name: 'gh-export',
  tellsInPart: true,
  recognizes: (name, beginning) =>
    (isEmptyList(beginning) && ofGh.test(fileNameOf(name).replaceAll('_', '-'))) ||
    (/^\s*[[{]/.test(beginning) && names.test(beginning) && !/^\s*\{[^{]*"type":\s*"[A-Z]\w+Event"/.test(beginning)),
  hostIn: beginning =>
    isEmptyList(beginning)
      ? 'github.com'
      : /"(?:html_url|url)":\s*"https?:\/\/(?:api\.)?([\w.:-]+)\//.exec(beginning)?.[1],
  read: readExport,
}

interface Waiting {
  fields: Fields
  line: number
}

const mostWaiting = 10_000

/** A timeline says late, if at all, of what it is: what comes before that waits. */
async function* readExport(
  pieces: AsyncIterable<Uint8Array>,
  { name, repositories }: ArchiveFile,
): AsyncGenerator<ForgeRecord | ArchiveProblem> {
  let known: Subject | undefined
  const waiting: Waiting[] = []
  for await (const one of entriesOf(pieces, repositories)) {
    if ('record' in one) {
      yield one
      continue
    }
    known ??= aboutOf(one.fields)
    const read = readEntry(one.fields, known)
    if (read === 'noItem' && waiting.length < mostWaiting) waiting.push(one)
    else yield* told(read, one.line)
  }
  const about = known ?? subjectIn(name, waiting)
  for (const { fields, line } of waiting) yield* told(readEntry(fields, about), line)
}

async function* entriesOf(
  pieces: AsyncIterable<Uint8Array>,
  repositories: readonly string[],
): AsyncGenerator<Waiting | ArchiveProblem> {
  const chosen = new ChosenRepositories(repositories)
  for await (const found of jsonValues(pieces)) {
    const fields = 'value' in found && isRecord(found.value) ? found.value : undefined
    if (!fields) yield problemAt(found.line, 'problem' in found ? found.problem : 'unknown')
    else if (chosen.isMeant(repositoryOf(fields))) {
      yield* chosen.problems(false)
      yield { fields, line: found.line }
    }
  }
  yield* chosen.problems(true)
}

/** A fork's own address is that of another; what is not within a repository, as a commit or an account, says nothing of which it is. */
function repositoryOf(fields: Fields): string | undefined {
  const addresses = ['html_url', 'url', 'issue_url', 'pull_request_url'].map(name => textIn(fields[name]) ?? '')
  return repositoryAt(addresses.find(url => /\/(?:issues|pulls?|releases)\/\w/.test(url)))
}

/** What happened to an item that cannot be kept is not kept either. */
function told(read: Read, line: number): (ForgeRecord | ArchiveProblem)[] {
  if (typeof read === 'string') return [problemAt(line, read)]
  if (read.every(isReadable)) return read
  const isItemKept = read.every(record => record.record !== 'item' || isReadable(record))
  return [problemAt(line, 'noTime'), ...(isItemKept ? read.filter(isReadable) : [])]
}

const ofChanges = /^(?:committed|reviewed|merged|review_\w+|ready_for_review|convert\w*_to_draft|head_ref_\w+)$/

/** `timeline-17.json`, `pr-17-reviews.json` */
function subjectIn(path: string, entries: readonly Waiting[]): Subject | undefined {
  const name = fileNameOf(path)
  const number = /(?:^|\D)(\d{1,9})(?:\D|$)/.exec(name)?.[1]
  if (number === undefined) return undefined
  const isChange =
    /pull|merge|(?:^|\W)pr(?:\W|$)/i.test(name.replaceAll('_', '-')) ||
    entries.some(({ fields }) => ofChanges.test(textIn(fields['event']) ?? ''))
  return { itemKind: isChange ? 'change-request' : 'issue', number }
}

function fileNameOf(path: string): string {
  return path.replace(/^.*[/\\]/, '')
}
