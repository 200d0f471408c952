import type { Context } from '../../../platform/context.ts'
import { Failure } from '../../../platform/failure.ts'
import { streamUpload } from '../../../platform/files/read-upload.ts'
import { enqueue } from '../../../platform/jobs/queue.ts'
import { findAddressOf, getProject } from '../../projects/service.ts'
import { countForgeRecords, hasDamage, saveForgeRecords, tidyForgeFacts } from '../facts/service.ts'
import type { ArchiveHint, ArchiveProblem, ForgeArchive } from '../forge.ts'
import { accountsWork, type ForgeSource } from '../model.ts'
import type { ForgeRecord } from '../records.ts'
import { completeChanges, followChanges } from './completing/service.ts'
import { findArchive } from './forge-archives.ts'
import { ghExport, isEmptyList } from './gh-export/gh-export.ts'
import { joinThreads } from './joining/service.ts'
import { type ArchiveRequest, type ArchiveSummary, largestArchive } from './model.ts'
import { openPieces } from './open-pieces.ts'

const limits = { received: largestArchive, unpacked: 8 * largestArchive }
/** Kept at once: whoever breaks off keeps the batches before. */
const batchSize = 20_000
const mostProblems = 20

/** Reads a file into the facts of a project, batch by batch as it streams in. Read again it adds nothing. */
export async function importArchive(
  ctx: Context,
  request: ArchiveRequest,
  file: AsyncIterable<Uint8Array>,
): Promise<ArchiveSummary> {
  await getProject(ctx, request.project)
  const { beginning, pieces } = await openPieces(streamUpload(file, limits))
  try {
    const isEmpty = isEmptyList(beginning)
    const archive = findArchive(request.name, beginning) ?? (isEmpty && request.host ? ghExport : undefined)
    if (!archive) throw isEmpty ? emptyList : unknown
    const host = request.host ?? archive.hostIn(beginning)
    if (host === undefined) throw hostMissing
    const repositories = await repositoriesOf(ctx, request, archive, host)
    // What is damaged stays until it is read again from where it came.
    if (!(await hasDamage(ctx, request.project))) await tidyForgeFacts(ctx, request.project)
    const before = await countAll(ctx, request.project)
    const told = archive.read(pieces, { name: request.name, repositories })
    const source = { name: archive.name, host }
    // Also of what breaks off: what was kept of it counts.
    const kept = await keep(ctx, request.project, source, archive, told).finally(async () => {
      if (archive.hangsTogether) await joinThreads(ctx, request.project, source)
      if (archive.tellsInPart) await followChanges(ctx, request.project, source)
      await enqueue(ctx.db, ctx.now(), accountsWork, request.project)
    })
    return { archive: archive.name, host, ...kept, added: (await countAll(ctx, request.project)) - before }
  } finally {
    await pieces.return(undefined)
  }
}

async function countAll(ctx: Pick<Context, 'facts'>, project: string): Promise<number> {
  return Object.values(await countForgeRecords(ctx, project)).reduce((sum, count) => sum + count, 0)
}

async function repositoriesOf(
  ctx: Context,
  { project, repository }: ArchiveRequest,
  { holdsSeveral }: ForgeArchive,
  host: string,
): Promise<string[]> {
  if (repository !== undefined) return repository.split(',').flatMap(readRepository)
  const address = (await findAddressOf(ctx, project)) ?? ''
  const path = URL.canParse(address) && new URL(address).host === host ? new URL(address).pathname : ''
  const name = path.replace(/^\/|\.git$|\/$/g, '')
  if (repositoryName.test(name)) return [name.toLowerCase()]
  if (holdsSeveral) throw repositoryMissing
  return []
}

const repositoryName = /^[\w.-]+\/[\w.-]+$/

function readRepository(text: string): string[] {
  const name = text.trim().toLowerCase()
  if (name === '') return []
  if (!repositoryName.test(name)) throw repositoryMissing
  return [name]
}

type Kept = Pick<ArchiveSummary, 'read' | 'unreadable' | 'problems' | 'problemCount' | 'hints'>
type Told = AsyncIterable<ForgeRecord | ArchiveProblem | ArchiveHint>

async function keep(
  ctx: Context,
  project: string,
  source: ForgeSource,
  { tellsInPart }: ForgeArchive,
  told: Told,
): Promise<Kept> {
  const kept: Kept = { read: {}, unreadable: 0, problems: [], problemCount: 0, hints: [] }
  let batch: ForgeRecord[] = []
  let saved = 0
  const save = async () => {
    const whole = tellsInPart ? await completeChanges(ctx, project, source, batch) : batch
    const { unreadable } = await saveForgeRecords(ctx, project, source, inOrder(whole))
    kept.unreadable += unreadable
    saved += batch.length
    batch = []
  }
  try {
    for await (const record of recordsIn(told, kept)) if (batch.push(record) >= batchSize) await save()
    if (batch.length > 0) await save()
  } catch (error) {
    throw error instanceof Failure && saved > 0 ? brokenOff(error, saved) : error
  }
  return kept
}

/** The records; in passing they are counted, and what is wrong is noted. */
async function* recordsIn(told: Told, kept: Kept): AsyncGenerator<ForgeRecord> {
  for await (const one of told) {
    if (one.record === 'problem' && one.isFinal) throw new Failure('invalid-input', one.text)
    if (one.record === 'problem') addProblem(kept, one)
    else if (one.record === 'hint') kept.hints.push(one.text)
    else {
      kept.read[one.record] = (kept.read[one.record] ?? 0) + 1
      yield one
    }
  }
}

function brokenOff({ code, text, detail }: Failure, saved: number): Failure {
  const told = {
    en: `${text.en}. What was read before, ${saved} records, is kept: send the file again when that is mended, nothing counts twice`,
    zh: `${text.zh}。此前读到的 ${saved} 条记录已保留：解决后可重新发送该文件，不会重复计数`,
  }
  return new Failure(code, told, { detail })
}

/** Of one item in one batch the telling that counts is the last. */
function inOrder(batch: readonly ForgeRecord[]): ForgeRecord[] {
  const items = batch.filter(record => record.record === 'item')
  const rest = batch.filter(record => record.record !== 'item')
  return [...rest, ...items.sort((one, other) => Date.parse(one.updatedAt) - Date.parse(other.updatedAt))]
}

function addProblem(kept: Kept, { line, text }: ArchiveProblem) {
  kept.problemCount++
  if (kept.problems.length < mostProblems) kept.problems.push({ line: line ?? null, text })
}

const unknown = new Failure('invalid-input', {
  en: 'This is no archive of a forge or mailing list that is known: send an hour of GH Archive, a migration archive of GitHub, JSON that gh wrote, or an mbox',
  zh: '无法识别的代码平台或邮件列表归档：请发送 GH Archive 小时文件、GitHub 迁移归档、gh 输出的 JSON 或 mbox',
})

const emptyList = new Failure('invalid-input', {
  en: 'The file is an empty list and does not say of what: name it after what was asked for, such as issues.json, or say of which host it is with --host',
  zh: '文件是空列表，未说明内容：请按所查询的内容命名文件，如 issues.json，或用 --host 指定主机',
})

const hostMissing = new Failure('invalid-input', {
  en: 'The file does not say of which host or list it is: name it with --host, such as github.com or dev@lists.example.org',
  zh: '文件未说明所属的主机或邮件列表：请用 --host 指定，例如 github.com 或 dev@lists.example.org',
})

const repositoryMissing = new Failure('invalid-input', {
  en: 'The file holds many repositories: name the one that is meant with --repository owner/name',
  zh: '文件含有多个仓库：请用 --repository owner/name 指定',
})
