import type { SbomFormat, SbomReading } from '../../sbom-formats/sbom-format.ts'
import { sbomFormats } from '../../sbom-formats/sbom-formats.ts'

/** A format in one of its versions, as people ask for it: `cyclonedx-1.6`, `spdx-2.3-tag-value`; without a syntax it is JSON. */
export interface NamedFormat {
  name: string
  format: SbomFormat & Required<Pick<SbomFormat, 'write'>>
  version: string
}

/** What can be written, the newest version of each first. */
export function listNamedFormats(formats: readonly SbomFormat[] = sbomFormats): NamedFormat[] {
  return formats.flatMap(format =>
    isWritten(format)
      ? format.versions.toReversed().map(version => ({ name: nameOf(format, version), format, version }))
      : [],
  )
}

export function findNamedFormat(name: string): NamedFormat | undefined {
  return listNamedFormats().find(named => named.name === name)
}

/** By the first format that recognizes it; undefined where none does. */
export function readDocument(text: string): { format: string; reading: SbomReading } | undefined {
  const beginning = text.slice(0, 64 * 1024)
  const format = sbomFormats.find(one => one.recognizes(beginning) !== undefined)
  return format && { format: format.name, reading: format.read(text) }
}

/** The ending and media type of its files. */
export function fileOf({ format: { name } }: NamedFormat): { ending: string; mediaType: string } {
  if (name.endsWith('-xml')) return { ending: 'cdx.xml', mediaType: 'application/vnd.cyclonedx+xml' }
  if (name.startsWith('cyclonedx')) return { ending: 'cdx.json', mediaType: 'application/vnd.cyclonedx+json' }
  if (name.endsWith('-tag-value')) return { ending: 'spdx', mediaType: 'text/spdx' }
  if (name.endsWith('-yaml')) return { ending: 'spdx.yml', mediaType: 'application/yaml' }
  return { ending: 'spdx.json', mediaType: 'application/spdx+json' }
}

function nameOf({ name }: SbomFormat, version: string): string {
  const [, family = name, syntax = ''] = /^([a-z]+)(?:-\d+)?-(.+)$/.exec(name) ?? []
  return syntax === 'json' ? `${family}-${version}` : `${family}-${version}-${syntax}`
}

function isWritten(format: SbomFormat): format is NamedFormat['format'] {
  return format.write !== undefined
}
