import { linesOf } from '../../../lib/json/lines-of.ts'
import { readJson } from '../../../lib/json/read-json.ts'
import { isRecord } from '../../../lib/json/untrusted.ts'
import { readBom } from '../cyclonedx/read-bom.ts'
import { findReferenceProblems } from '../cyclonedx/reference-rules.ts'
import { cyclonedxVersions, findVersion } from '../cyclonedx/schema.ts'
import { findSchemaProblems, mostProblems, tooMuchTrouble, unknownVersion } from '../cyclonedx/schema-problems.ts'
import { writeBom } from '../cyclonedx/write-bom.ts'
import type { SbomFormat, SbomProblem, SbomReading } from '../sbom-format.ts'
import { withTail } from '../with-tail.ts'

/** Components in components in …: two levels of JSON each. Validators go down with them on the stack. */
const deepest = 400
/** Objects have fixed members, but for what signatures and extensions put into them. */
const mostKeys = 10_000
/** Characters for each list and object; real documents take twenty and more. */
const spread = 8
/** Of a longer document with that many problems nothing more is read. */
const longestOfTrouble = 5_000_000

export const cyclonedxJson: SbomFormat = {
  name: 'cyclonedx-json',
  versions: cyclonedxVersions,
  recognizes: beginning => {
    if (!/^\uFEFF?\s*\{/.test(beginning) || !/"bomFormat"\s*:\s*"CycloneDX"/.test(beginning)) return undefined
    return /"specVersion"\s*:\s*"([^"]*)"/.exec(beginning)?.[1] ?? ''
  },
  read,
  write: (sbom, version) => {
    const known = findVersion(version)
    if (!known) throw new RangeError(`CycloneDX ${version} is not written`)
    const { bom, losses } = writeBom(sbom, known)
    return { text: `${JSON.stringify(bom, undefined, 2)}\n`, losses }
  },
}

function read(text: string): SbomReading {
  const reading = readJson(text, { depth: deepest, keys: mostKeys, spread, lenient: true })
  if ('problem' in reading) return { version: '', problems: [{ text: reading.problem, line: reading.line }] }
  const bom = reading.value
  if (!isRecord(bom) || bom['bomFormat'] !== 'CycloneDX') return { version: '', problems: [notCyclonedx] }
  const version = findVersion(bom['specVersion'])
  if (!version)
    return { version: String(bom['specVersion']), problems: withLines([unknownVersion(bom['specVersion'])], text) }
  const broken = findSchemaProblems(bom, version)
  const problems = broken.length < mostProblems ? [...broken, ...findReferenceProblems(bom)] : broken
  if (text.length > longestOfTrouble && problems.length >= mostProblems)
    return { version, problems: [tooMuchTrouble, ...withLines(problems.slice(0, mostProblems - 1), text)] }
  const told = withLines(problems.slice(0, mostProblems), text)
  return withTail({ version, sbom: readBom(bom, version), problems: told }, reading.behind)
}

const notCyclonedx: SbomProblem = {
  text: {
    en: 'This is no CycloneDX document: it does not begin with an object whose bomFormat is CycloneDX',
    zh: '这不是 CycloneDX 文档：开头不是 bomFormat 为 CycloneDX 的对象',
  },
}

function withLines(problems: readonly SbomProblem[], text: string): SbomProblem[] {
  if (problems.length === 0) return []
  const lines = linesOf(
    text,
    problems.map(({ path = '' }) => path),
  )
  return problems.map((problem, index) => ({ ...problem, line: lines[index] ?? 1 }))
}
