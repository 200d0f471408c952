import type { Text } from '../../../lib/text/text.ts'
import { readBom } from '../cyclonedx/read-bom.ts'
import { findReferenceProblems } from '../cyclonedx/reference-rules.ts'
import { type CyclonedxVersion, cyclonedxVersions, findVersion } from '../cyclonedx/schema.ts'
import { findSchemaProblems, mostProblems, tooMuchTrouble, unknownVersion } from '../cyclonedx/schema-problems.ts'
import { writeBom } from '../cyclonedx/write-bom.ts'
import type { Sbom } from '../sbom.ts'
import type { SbomFormat, SbomProblem, SbomReading } from '../sbom-format.ts'
import { Decoder } from './decode.ts'
import { Encoder, formatXml } from './encode.ts'
import { readXml, type XmlElement } from './xml-element.ts'

/** Of a longer document with that many problems nothing more is read. */
const longestOfTrouble = 5_000_000
const namespaceStart = 'http://cyclonedx.org/schema/bom/'

const declaration = /\bxmlns(?::[\w.-]+)?\s*=\s*["']http:\/\/cyclonedx\.org\/schema\/bom\/([^"']*)["']/

export const cyclonedxXml: SbomFormat = {
  name: 'cyclonedx-xml',
  versions: cyclonedxVersions,
  recognizes: beginning => (/^\uFEFF?\s*</.test(beginning) ? declaration.exec(beginning)?.[1] : undefined),
  read,
  write: (sbom, version) => {
    const known = findVersion(version)
    if (!known) throw new RangeError(`CycloneDX ${version} is not written`)
    let text = ''
    const { losses } = writeBom(sbom, known, bom => {
      const encoder = new Encoder(known)
      const node = encoder.encodeBom(bom)
      text = node ? formatXml(node) : ''
      return { bom: decodeAgain(text, known), misfits: encoder.misfits }
    })
    return { text, losses }
  },
}

function decodeAgain(text: string, version: CyclonedxVersion): Record<string, unknown> {
  const reading = readXml(text)
  return 'problem' in reading ? {} : new Decoder(version).decodeBom(reading.root)
}

function read(text: string): SbomReading {
  const reading = readXml(text.startsWith('\uFEFF') ? text.slice(1) : text)
  if ('problem' in reading) return { version: '', problems: [{ text: reading.problem, line: reading.line }] }
  const { root, namespace, foreign } = reading
  if (root.name !== 'bom' || !namespace.startsWith(namespaceStart))
    return { version: '', problems: [{ text: notCyclonedx, line: root.line }] }
  const name = namespace.slice(namespaceStart.length)
  const version = findVersion(name)
  if (!version) return { version: name, problems: [{ text: unknownVersion(name).text, line: root.line }] }
  const found = readRoot(root, version, text.length)
  return found.sbom && foreign.size > 0 ? { ...found, sbom: withForeign(found.sbom, foreign) } : found
}

function withForeign(sbom: Sbom, foreign: ReadonlyMap<string, number>): Sbom {
  return { ...sbom, rest: { ...sbom.rest, foreignXml: Object.fromEntries(foreign) } }
}

function readRoot(root: XmlElement, version: CyclonedxVersion, size: number): SbomReading {
  const decoder = new Decoder(version)
  const bom = decoder.decodeBom(root)
  if (decoder.problems.length >= mostProblems) return { version, problems: withSentence(decoder.problems) }
  const broken = findSchemaProblems(bom, version).filter(({ path = '' }) => !onlyInJson.test(path))
  const problems = broken.length < mostProblems ? [...broken, ...findReferenceProblems(bom)] : broken
  const told = [...decoder.problems, ...withLines(problems, root, version)].slice(0, mostProblems)
  if (size > longestOfTrouble && told.length >= mostProblems) return { version, problems: withSentence(told) }
  return { version, sbom: readBom(bom, version), problems: told }
}

function withSentence(problems: readonly SbomProblem[]): SbomProblem[] {
  return [tooMuchTrouble, ...problems.slice(0, mostProblems - 1)]
}

/** Lines are noted in a second round, for who has problems only. */
function withLines(problems: readonly SbomProblem[], root: XmlElement, version: CyclonedxVersion): SbomProblem[] {
  if (problems.length === 0) return []
  const lines = new WeakMap<object, number>()
  const bom = new Decoder(version, lines).decodeBom(root)
  return problems.map(problem => ({ ...problem, line: lineOf(problem, bom, lines) ?? root.line }))
}

/** A signatory signs in XML by an element of another namespace, which JSON does not see. */
const onlyInJson = /^\/declarations\/affirmation\/signatories\/\d+$/

/** That of the innermost element on the way to what the pointer names. */
function lineOf({ path = '' }: SbomProblem, bom: unknown, lines: WeakMap<object, number>): number | undefined {
  let line: number | undefined
  let here: unknown = bom
  for (const name of ['', ...path.split('/').slice(1)]) {
    if (name !== '') here = (here as Record<string, unknown>)[name.replaceAll('~1', '/').replaceAll('~0', '~')]
    if (typeof here !== 'object' || here === null) break
    line = lines.get(here) ?? line
  }
  return line
}

const notCyclonedx: Text = {
  en: 'This is no CycloneDX document: its outermost element is no <bom> of a CycloneDX namespace',
  zh: '这不是 CycloneDX 文档：最外层元素不是 CycloneDX 命名空间中的 <bom>',
}
