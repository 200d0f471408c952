import { languageOf } from '../../../lib/languages/language-of.ts'
import { BooleanColumn, type Column, NumberColumn, TextColumn } from '../../../lib/parquet/columns.ts'
import { writeFacts } from '../../../platform/facts/fact-files.ts'
import { readObjects } from '../../../platform/git/read-objects.ts'
import { inspectRepository } from '../../../platform/git/repository.ts'
import { readGit } from '../../../platform/git/run-git.ts'
import { oneAtATime } from '../../../platform/one-at-a-time.ts'
import { isGenerated } from '../changes/generated-files.ts'
import { readAttributes } from '../changes/service.ts'
import type { FileTable } from '../model.ts'
import * as store from '../store.ts'
import { readContent } from './read-content.ts'

/** Files of a project's newest commit, as they were last recorded. */
export function fileTable(ctx: store.FactsOnly, projectId: string): Promise<FileTable> {
  return store.findFileTable(ctx, projectId)
}

interface TreeFile {
  path: string
  object: string
  bytes: number
}

/** Stores what files the newest commit has: their languages, lines and licenses. Only contents that are new are read. */
export function recordFiles(
  ctx: store.FactsOnly,
  { id, path }: { id: string; path: string },
  { signal }: { signal?: AbortSignal } = {},
): Promise<{ files: number; read: number }> {
  const to = store.pathsOf(ctx, id).files
  return oneAtATime(to, async () => {
    const repository = await inspectRepository(path)
    const { head } = repository
    const files = head ? parseTree(await readGit(path, ['ls-tree', '-r', '-l', '-z', '--full-tree', head])) : []
    await store.removeDamagedTables(ctx, id)
    const known = await store.findKnownContents(ctx, id)
    const read = await readNew(path, files, known, signal)
    if (signal?.aborted) return { files: 0, read }
    const rules = await readAttributes(repository)
    await writeFacts(
      to,
      tabulate(files, known, path => isGenerated(path, rules)),
    )
    return { files: files.length, read }
  })
}

/** `100644 blob <object> <size>\t<path>`; links and submodules are no files. */
function parseTree(listing: Buffer): TreeFile[] {
  const lines = listing.toString('utf8').split('\0')
  return lines.flatMap(line => {
    const [, object, size, path] = /^100\d{3} blob ([0-9a-f]+) +(\d+)\t([\s\S]+)$/.exec(line) ?? []
    return object && path ? [{ path, object, bytes: Number(size) }] : []
  })
}

/** A larger one was hardly written by anybody. */
const largest = 2 * 1024 * 1024
/** What is read at once, in bytes and in files. */
const bytesAtOnce = 16 * 1024 * 1024
const filesAtOnce = 2000

async function readNew(
  repository: string,
  files: readonly TreeFile[],
  known: Map<string, store.KnownContent>,
  signal: AbortSignal | undefined,
): Promise<number> {
  const wanted = new Map(
    files.flatMap(({ object, bytes }) => (bytes <= largest && !known.has(object) ? [[object, bytes] as const] : [])),
  )
  let piece: string[] = []
  let size = 0
  const readPiece = async () => {
    const contents = await readObjects(repository, piece)
    piece.forEach((object, index) => {
      const bytes = contents[index]
      if (!bytes) return
      const { lines, license, isOsi } = readContent(bytes)
      known.set(object, { object, lines: lines ?? null, license: license ?? null, license_osi: isOsi })
    })
    piece = []
    size = 0
  }
  for (const [object, bytes] of wanted) {
    if (signal?.aborted) return 0
    if (piece.length >= filesAtOnce || size + bytes > bytesAtOnce) await readPiece()
    piece.push(object)
    size += bytes
  }
  await readPiece()
  return wanted.size
}

function tabulate(
  files: readonly TreeFile[],
  known: ReadonlyMap<string, store.KnownContent>,
  isGenerated: (path: string) => boolean,
): Column[] {
  const [path, object] = [new TextColumn('path'), new TextColumn('object')]
  const [bytes, lines] = [
    new NumberColumn('bytes', 'integer'),
    new NumberColumn('lines', 'integer', { nullable: true }),
  ]
  const language = new TextColumn('language', { nullable: true })
  const kind = new TextColumn('language_kind', { nullable: true })
  const generated = new BooleanColumn('generated')
  const license = new TextColumn('license', { nullable: true })
  const osi = new BooleanColumn('license_osi')
  const licenses = licensesBeside(files, known)
  for (const file of files) {
    const written = languageOf(file.path)
    const content = licenses.get(file.path) ?? known.get(file.object)
    path.append(file.path)
    object.append(file.object)
    bytes.append(Math.min(file.bytes, 0x7fffffff))
    lines.append(known.get(file.object)?.lines ?? null)
    language.append(written?.language ?? null)
    kind.append(written?.kind ?? null)
    generated.append(isGenerated(file.path))
    license.append(content?.license ?? null)
    osi.append(content?.license_osi ?? false)
  }
  return [path, object, bytes, lines, language, kind, generated, license, osi]
}

/** REUSE 3.3: `a.png.license` declares for `a.png`, which cannot do it itself. */
function licensesBeside(files: readonly TreeFile[], known: ReadonlyMap<string, store.KnownContent>) {
  return new Map(
    files.flatMap(({ path, object }) => {
      const content = path.endsWith('.license') ? known.get(object) : undefined
      return content?.license ? [[path.slice(0, -'.license'.length), content] as const] : []
    }),
  )
}
