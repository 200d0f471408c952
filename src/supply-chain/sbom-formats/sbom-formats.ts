import { cyclonedxJson } from './cyclonedx-json/cyclonedx-json.ts'
import { cyclonedxXml } from './cyclonedx-xml/cyclonedx-xml.ts'
import type { SbomFormat } from './sbom-format.ts'
import { spdx2Json } from './spdx-2-json/spdx-2-json.ts'
import { spdx2Rdf } from './spdx-2-rdf/spdx-2-rdf.ts'
import { spdx2TagValue } from './spdx-2-tag-value/spdx-2-tag-value.ts'
import { spdx2Yaml } from './spdx-2-yaml/spdx-2-yaml.ts'
import { spdx3Json } from './spdx-3-json/spdx-3-json.ts'

/** In the order of their names. A document is read by the first that recognizes it. */
export const sbomFormats: readonly SbomFormat[] = [
  cyclonedxJson,
  cyclonedxXml,
  spdx2Json,
  spdx2Rdf,
  spdx2TagValue,
  spdx2Yaml,
  spdx3Json,
]
