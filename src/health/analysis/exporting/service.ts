import { createHash, randomUUID } from 'node:crypto'
import { join } from 'node:path'
import { crc32 } from 'node:zlib'
import { record } from '../../../access/ledger/service.ts'
import { quote } from '../../../lib/sql/quote.ts'
import { writeZip } from '../../../lib/zip/write-zip.ts'
import type { Context } from '../../../platform/context.ts'
import { inTransaction } from '../../../platform/db/transaction.ts'
import { removeFacts } from '../../../platform/facts/fact-files.ts'
import { listKept, readSome, removeUnused, useFolder, writeScratch } from '../../../platform/facts/scratch.ts'
import { Failure } from '../../../platform/failure.ts'
import { getDefinitions } from '../../metrics/service.ts'
import type { Export } from '../model.ts'
import { withSources } from '../sources/service.ts'
import { factTables } from '../tables/tables.ts'
import { dictionaryCsv, dictionaryMarkdown } from './dictionary-files.ts'
import { writeNotebook } from './notebook.ts'

/** So long one may fetch an export after it was last looked at. */
const keptFor = 3_600_000
const pieceLength = 8 * 1024 * 1024

/** The dictionary goes along as files of its own. */
const exported = factTables.filter(({ needs }) => needs.length > 0)

/** Writes all tables as this reader may see them, what their columns mean, and a notebook that begins with them. */
export async function makeExport(ctx: Context): Promise<Export> {
  const id = randomUUID()
  const folder = folderOf(ctx, id)
  await removeUnused(folderOf(ctx), new Date(ctx.now().getTime() - keptFor))
  await useFolder(folder, ctx.now())
  await withSources(ctx, exported, async sources => {
    for (const table of exported) {
      const to = quote(join(folder, `${table.name}.parquet`))
      await ctx.facts.query(
        `copy (${table.sql(sources)}) to ${to} (format parquet, compression zstd, use_tmp_file false)`,
      )
    }
  })
  const names = exported.map(({ name }) => name)
  await writeScratch(join(folder, 'dictionary.md'), dictionaryMarkdown(exported, ctx.now()))
  await writeScratch(join(folder, 'dictionary.csv'), dictionaryCsv(exported))
  await writeScratch(join(folder, 'ospo.ipynb'), writeNotebook(names, getDefinitions(ctx), ctx.locale))
  await inTransaction(ctx, ctx => record(ctx, { verb: 'facts.exported', subject: { kind: 'facts', id } }))
  return { id, files: await listKept(folder) }
}

/** A piece of a file of one's own export; an empty one stands behind its end. */
export async function readExport(ctx: Context, id: string, file: string, from: number): Promise<Buffer> {
  const folder = folderOf(ctx, id)
  const files = /^[0-9a-f-]{36}$/.test(id) ? await listKept(folder) : []
  if (!files.some(({ name }) => name === file)) {
    const sentence = { en: `There is no file ${file} in an export of yours`, zh: `您的导出中没有文件 ${file}` }
    throw new Failure('not-found', sentence)
  }
  await useFolder(folder, ctx.now())
  return readSome(join(folder, file), from, pieceLength)
}

/** All of a new export as one archive, piece by piece; nothing of it is kept. */
export async function zipExport(ctx: Context): Promise<AsyncGenerator<Uint8Array>> {
  return zip(ctx, await makeExport(ctx))
}

async function* zip(ctx: Context, { id, files }: Export): AsyncGenerator<Uint8Array> {
  try {
    const zipped = []
    for (const { name, bytes } of files) {
      let crc = 0
      for await (const piece of piecesOf(ctx, id, name)) crc = crc32(piece, crc)
      zipped.push({ name: `facts/${name}`, size: bytes, crc, read: () => piecesOf(ctx, id, name) })
    }
    yield* writeZip(zipped, ctx.now())
  } finally {
    await removeFacts(folderOf(ctx, id))
  }
}

async function* piecesOf(ctx: Context, id: string, file: string) {
  for (let from = 0; ; ) {
    const piece = await readExport(ctx, id, file, from)
    if (piece.length === 0) return
    yield piece
    from += piece.length
  }
}

/** Of each reader their own: what it holds depends on what they may see. */
function folderOf(ctx: Context, ...id: string[]) {
  const owner = createHash('sha256').update(ctx.actor.id).digest('base64url').slice(0, 22)
  return ctx.facts.folder('analysis', 'exports', owner, ...id)
}
