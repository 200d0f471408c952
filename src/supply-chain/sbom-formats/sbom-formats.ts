import { cyclonedxJson } from './cyclonedx-json/cyclonedx-json.ts'
import type { SbomFormat } from './sbom-format.ts'
import { spdx2Json } from './spdx-2-json/spdx-2-json.ts'

/** In the order of their names. A document is read by the first that recognizes it. */
export const sbomFormats: readonly SbomFormat[] = [cyclonedxJson, spdx2Json]
