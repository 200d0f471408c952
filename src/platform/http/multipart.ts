import { Failure } from '../failure.ts'

/** One field or file of a form (RFC 7578). */
export interface Part {
  name: string
  /** Undefined for a plain field. */
  fileName: string | undefined
  /** Read it before the next part is asked for; what was left of it is passed over. */
  content: AsyncIterable<Buffer>
}

const longestHead = 16 * 1024
const mostParts = 1000
const longestField = 64 * 1024
const headEnd = Buffer.from('\r\n\r\n')

export function isMultipart(contentType: string): boolean {
  return /^multipart\/form-data\b/i.test(contentType)
}

/** Reads a form as it comes in: no part is held as a whole. */
export async function* readMultipart(contentType: string, body: AsyncIterable<Uint8Array>): AsyncGenerator<Part> {
  const boundary = /;\s*boundary=(?:"([^"]{1,70})"|([^\s;"]{1,70}))/i.exec(contentType)
  if (!boundary) throw malformed
  const source = openSource(body)
  const delimiter = Buffer.from(`\r\n--${boundary[1] ?? boundary[2]}`)
  // As if a line had ended before the first boundary: so all are found alike.
  source.prepend(Buffer.from('\r\n'))
  for await (const _ of source.upTo(delimiter));
  for (let parts = 0; !(await source.startsWith('--')); parts++) {
    if (parts === mostParts) throw malformed
    const head = await readHead(source)
    const content = source.upTo(delimiter)
    yield { ...head, content }
    for await (const _ of content);
  }
}

/** What a plain field says. */
export async function readField({ content }: Part): Promise<string> {
  const chunks: Buffer[] = []
  let length = 0
  for await (const chunk of content) {
    length += chunk.length
    if (length > longestField) throw malformed
    chunks.push(chunk)
  }
  return Buffer.concat(chunks).toString('utf8')
}

async function readHead(source: Source) {
  const chunks: Buffer[] = []
  let length = 0
  for await (const chunk of source.upTo(headEnd)) {
    length += chunk.length
    if (length > longestHead) throw malformed
    chunks.push(chunk)
  }
  const head = Buffer.concat(chunks).toString('utf8')
  const disposition = /^content-disposition:\s*form-data(;.*)$/im.exec(head)?.[1] ?? ''
  const name = parameter(disposition, 'name')
  if (name === undefined) throw malformed
  return { name, fileName: parameter(disposition, 'filename') }
}

/** Browsers write quotes and line ends in names as %22, %0D and %0A (HTML, “Multipart form data”). */
function parameter(disposition: string, name: string): string | undefined {
  const found = new RegExp(`;\\s*${name}="([^"]*)"`, 'i').exec(disposition)?.[1]
  return found?.replaceAll(/%(22|0D|0A)/gi, code => decodeURIComponent(code))
}

type Source = ReturnType<typeof openSource>

/** The bytes as they come, with those that were looked at but belong to what follows. */
function openSource(body: AsyncIterable<Uint8Array>) {
  const chunks = body[Symbol.asyncIterator]()
  let held: Buffer = Buffer.alloc(0)

  async function more(): Promise<void> {
    const { value, done } = await chunks.next()
    if (done) throw malformed
    held = held.length === 0 ? Buffer.from(value) : Buffer.concat([held, value])
  }

  return {
    prepend(bytes: Buffer) {
      held = Buffer.concat([bytes, held])
    },
    async startsWith(text: string): Promise<boolean> {
      while (held.length < text.length) await more()
      return held.subarray(0, text.length).toString('latin1') === text
    },
    /** Gives what comes before the mark, and passes over the mark itself. */
    async *upTo(mark: Buffer): AsyncGenerator<Buffer> {
      for (;;) {
        const at = held.indexOf(mark)
        if (at !== -1) {
          const before = held.subarray(0, at)
          held = held.subarray(at + mark.length)
          if (before.length > 0) yield before
          return
        }
        // The last bytes may be the beginning of the mark.
        const safe = held.length - mark.length + 1
        if (safe > 0) {
          const before = held.subarray(0, safe)
          held = held.subarray(safe)
          yield before
        }
        await more()
      }
    },
  }
}

const malformed = new Failure('invalid-input', {
  en: 'The form cannot be read: send multipart/form-data as browsers do, with fields before files',
  zh: '无法读取表单：请按浏览器的方式发送 multipart/form-data，字段在文件之前',
})
