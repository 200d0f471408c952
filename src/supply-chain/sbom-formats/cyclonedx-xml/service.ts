import { validateXml as validateBySchema, type XmlError } from '../../../platform/xml/validate-xml.ts'
import { type CyclonedxVersion, cyclonedxVersions, pathOfSchema } from '../cyclonedx/schema.ts'
import type { SbomProblem } from '../sbom-format.ts'
import { cyclonedxXml } from './cyclonedx-xml.ts'

const mostProblems = 100

/**
 * Holds documents to the official XML schemas, each to that of its version. Reading finds what breaks the rules of the
 * content; this finds what is out of order, too. What cannot be read as XML is told by reading, and not looked at again.
 */
export async function validateXml(texts: readonly string[]): Promise<SbomProblem[][]> {
  const readings = texts.map(text => cyclonedxXml.read(text))
  const problems = readings.map(reading => reading.problems)
  for (const version of cyclonedxVersions) {
    const indexes = readings.flatMap((reading, index) => (reading.sbom && reading.version === version ? [index] : []))
    const found =
      indexes.length === 0
        ? []
        : await validateVersion(
            indexes.map(index => texts[index] ?? ''),
            version,
          )
    for (const [at, index] of indexes.entries()) {
      const known = new Set(problems[index]?.map(({ line }) => line))
      const more = (found[at] ?? []).filter(({ line }) => !known.has(line)).map(asProblem)
      problems[index] = [...(problems[index] ?? []), ...more].slice(0, mostProblems)
    }
  }
  return problems
}

function validateVersion(texts: readonly string[], version: CyclonedxVersion): Promise<XmlError[][]> {
  return validateBySchema(texts, pathOfSchema(`bom-${version}.SNAPSHOT.xsd`), [pathOfSchema('spdx.SNAPSHOT.xsd')])
}

function asProblem({ message, line }: XmlError): SbomProblem {
  const shown = message.replaceAll(/\{[^}]*\}/g, '').slice(0, 300)
  return {
    text: { en: `The official schema refuses it: ${shown}`, zh: `不符合官方模式：${shown}` },
    ...(line !== undefined && { line }),
  }
}
