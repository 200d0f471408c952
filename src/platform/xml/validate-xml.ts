import { readFile } from 'node:fs/promises'
import { basename } from 'node:path'
import { memoryPages, validateXML } from 'xmllint-wasm'

export interface XmlError {
  message: string
  /** From 1, where it is known. */
  line?: number
}

/** A batch that holds more than this many characters is divided. */
const mostAtOnce = 20_000_000

/**
 * Holds each text to an XML schema; `companions` are the schemas that it imports, by the names of their files. Many texts
 * at once cost little more than one: most of the time goes into reading the schema. Texts with a document type are the
 * caller's to refuse: entities would be expanded here.
 */
export async function validateXml(
  texts: readonly string[],
  schema: string,
  companions: readonly string[],
): Promise<XmlError[][]> {
  const [main, ...others] = await Promise.all([schema, ...companions].map(readSchema))
  const errors: XmlError[][] = []
  for (const batch of batchesOf(texts)) if (main) errors.push(...(await validateBatch(batch, main, others)))
  return errors
}

interface SchemaFile {
  fileName: string
  contents: string
}

async function readSchema(path: string): Promise<SchemaFile> {
  return { fileName: basename(path), contents: await readFile(path, 'utf8') }
}

function batchesOf(texts: readonly string[]): string[][] {
  const batches: string[][] = []
  let size = Number.POSITIVE_INFINITY
  for (const text of texts) {
    if (size + text.length > mostAtOnce) {
      batches.push([])
      size = 0
    }
    batches.at(-1)?.push(text)
    size += text.length
  }
  return batches
}

async function validateBatch(
  texts: readonly string[],
  schema: SchemaFile,
  preload: SchemaFile[],
): Promise<XmlError[][]> {
  const result = await validateXML({
    xml: texts.map((contents, index) => ({ fileName: `text-${index}.xml`, contents })),
    schema: [schema],
    preload,
    initialMemoryPages: 64 * memoryPages.MiB,
    maxMemoryPages: memoryPages.GiB,
  })
  const errors = texts.map((): XmlError[] => [])
  for (const { message, rawMessage, loc } of result.errors) {
    const line = loc?.lineNumber
    const found = errors[Number(/\btext-(\d+)\.xml\b/.exec(rawMessage)?.[1] ?? 0)]
    // The closing line of each text that failed says nothing more.
    if (line !== undefined || found?.length === 0) found?.push({ message, ...(line !== undefined && { line }) })
  }
  return errors
}
