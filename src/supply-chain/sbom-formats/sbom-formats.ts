import type { SbomFormat } from './sbom-format.ts'

/** In the order of their names. A document is read by the first that recognizes it. */
export const sbomFormats: readonly SbomFormat[] = []
