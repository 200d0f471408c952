import type { Column, Leaf, SchemaNode } from './columns.ts'
import { boolean, encodeThrift, i32, i64, list, struct, type ThriftStruct, text } from './thrift.ts'

/** parquet.thrift: CompressionCodec, PageType, FieldRepetitionType, Encoding. */
const zstd = 6
const dataPage = 0
const dictionaryPage = 2
const repetitions = { required: 0, optional: 1, repeated: 2 }
const plain = 0
const runLength = 3

const magic = Buffer.from('PAR1')

/**
 * A Parquet file of one row group, as the pieces to be written one after the other (Apache Parquet format 2, data page 1).
 * `compress` is Zstandard. All columns have as many rows.
 */
export async function* encodeParquet(
  columns: readonly Column[],
  compress: (bytes: Buffer) => Promise<Buffer>,
): AsyncGenerator<Buffer> {
  const rows = columns[0]?.rows ?? 0
  if (columns.some(column => column.rows !== rows)) throw new TypeError('Columns of one table have as many rows each')
  yield magic
  let offset = magic.length
  const chunks: ThriftStruct[] = []
  let bytes = 0
  for (const leaf of columns.flatMap(column => column.leaves())) {
    const pages = await encodePages(leaf, compress)
    chunks.push(struct([2, i64(offset)], [3, describeChunk(leaf, pages, offset)]))
    for (const page of pages) {
      yield page.bytes
      offset += page.bytes.length
      bytes += page.plainLength
    }
  }
  const footer = encodeThrift(describeFile(columns, chunks, { rows, bytes }))
  const end = Buffer.alloc(4)
  end.writeUInt32LE(footer.length)
  yield Buffer.concat([footer, end, magic])
}

interface Page {
  bytes: Buffer
  /** What it would be without compression. */
  plainLength: number
}

async function encodePages(leaf: Leaf, compress: (bytes: Buffer) => Promise<Buffer>): Promise<Page[]> {
  const pages: Page[] = []
  const add = async (body: Buffer, type: number, ...details: ThriftStruct['fields']) => {
    const compressed = await compress(body)
    const sizes: ThriftStruct['fields'] = [
      [2, i32(body.length)],
      [3, i32(compressed.length)],
    ]
    const header = encodeThrift(struct([1, i32(type)], ...sizes, ...details))
    pages.push({ bytes: Buffer.concat([header, compressed]), plainLength: header.length + body.length })
  }
  if (leaf.dictionary) {
    const { page, size } = leaf.dictionary
    await add(page, dictionaryPage, [7, struct([1, i32(size)], [2, i32(plain)], [3, boolean(false)])])
  }
  const levels: ThriftStruct['fields'] = [
    [3, i32(runLength)],
    [4, i32(runLength)],
  ]
  await add(leaf.data, dataPage, [5, struct([1, i32(leaf.count)], [2, i32(leaf.encoding)], ...levels)])
  return pages
}

function describeChunk(leaf: Leaf, pages: Page[], offset: number): ThriftStruct {
  const encodings = [...new Set([plain, runLength, leaf.encoding])]
  const [first] = pages
  return struct(
    [1, i32(leaf.type)],
    [2, list('i32', encodings.map(i32))],
    [3, list('text', leaf.path.map(text))],
    [4, i32(zstd)],
    [5, i64(leaf.count)],
    [6, i64(pages.reduce((sum, page) => sum + page.plainLength, 0))],
    [7, i64(pages.reduce((sum, page) => sum + page.bytes.length, 0))],
    [9, i64(leaf.dictionary ? offset + (first?.bytes.length ?? 0) : offset)],
    [11, leaf.dictionary && i64(offset)],
  )
}

function describeFile(columns: readonly Column[], chunks: ThriftStruct[], { rows, bytes }: Record<string, number>) {
  const nodes = columns.map(column => column.schema())
  const root: ThriftStruct = struct([4, text('schema')], [5, i32(nodes.length)])
  return struct(
    [1, i32(2)],
    [2, list('struct', [root, ...nodes.flatMap(flattenSchema)])],
    [3, i64(rows ?? 0)],
    [4, list('struct', [struct([1, list('struct', chunks)], [2, i64(bytes ?? 0)], [3, i64(rows ?? 0)])])],
    [6, text('ospo')],
  )
}

/** The schema's tree as a list, each node before its children. */
function flattenSchema({ name, repetition, type, convertedType, children }: SchemaNode): ThriftStruct[] {
  const node = struct(
    [1, type === undefined ? undefined : i32(type)],
    [3, i32(repetitions[repetition])],
    [4, text(name)],
    [5, children && i32(children.length)],
    [6, convertedType === undefined ? undefined : i32(convertedType)],
  )
  return [node, ...(children ?? []).flatMap(flattenSchema)]
}
