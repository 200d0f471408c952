import type { NamedFormat } from '../sbom-formats/convert.ts'

/** The ending and media type of a format's files. */
export function fileOf({ format: { name } }: NamedFormat): { ending: string; mediaType: string } {
  if (name.endsWith('-xml')) return { ending: 'cdx.xml', mediaType: 'application/vnd.cyclonedx+xml' }
  if (name.startsWith('cyclonedx')) return { ending: 'cdx.json', mediaType: 'application/vnd.cyclonedx+json' }
  if (name.endsWith('-tag-value')) return { ending: 'spdx', mediaType: 'text/spdx' }
  if (name.endsWith('-yaml')) return { ending: 'spdx.yml', mediaType: 'application/yaml' }
  if (name.startsWith('spdx-3')) return { ending: 'spdx3.json', mediaType: 'application/spdx+json' }
  return { ending: 'spdx.json', mediaType: 'application/spdx+json' }
}
