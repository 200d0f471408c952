import type { Feature } from '../../platform/feature.ts'
import { directoryMount } from './api.ts'

export const directory: Feature = {
  mounts: [directoryMount],
}
