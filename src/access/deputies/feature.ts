import type { Feature } from '../../platform/feature.ts'
import * as api from './api.ts'

export const deputies: Feature = {
  endpoints: Object.values(api),
}
