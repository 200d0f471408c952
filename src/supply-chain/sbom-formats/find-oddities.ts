import { parsePurl } from '../../lib/purl/purl.ts'
import type { Component, Sbom } from './sbom.ts'
import type { SbomProblem } from './sbom-format.ts'

const most = 100

/** Package URLs that break the rules of their type: no format forbids them, but nobody finds anything by them. */
export function findOddities({ components }: Sbom): SbomProblem[] {
  const found: SbomProblem[] = []
  for (const component of components) {
    for (const { type, value } of component.identifiers) {
      const why = type === 'purl' || type === 'packageUrl' ? findFault(value) : undefined
      if (why !== undefined && found.length < most) found.push(oddPurl(component, value, why))
    }
  }
  return found
}

function findFault(purl: string): string | undefined {
  try {
    parsePurl(purl)
    return undefined
  } catch (error) {
    return error instanceof Error ? error.message : String(error)
  }
}

function oddPurl({ name }: Component, purl: string, why: string): SbomProblem {
  const [whose, what] = [short(name), short(purl)]
  return {
    text: {
      en: `The package URL ${what} of ${whose} is kept as it is written, but says nothing that can be looked up: ${short(why)}`,
      zh: `${whose} 的包 URL ${what} 按原样保留，但无法据此查找：${short(why)}`,
    },
  }
}

function short(text: string): string {
  return text.length > 120 ? `${text.slice(0, 120)}…` : text
}
