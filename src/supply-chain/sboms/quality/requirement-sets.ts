import { bsi } from './bsi.ts'
import { cisa2025 } from './cisa-2025.ts'
import { ntia } from './ntia.ts'
import { openchain } from './openchain.ts'
import type { RequirementSet } from './requirement.ts'

/** In the order of their names. */
export const requirementSets: readonly RequirementSet[] = [bsi, cisa2025, ntia, openchain]
