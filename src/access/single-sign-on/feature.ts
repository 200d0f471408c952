import type { Feature } from '../../platform/feature.ts'
import { comeBackPage, leavePage } from './pages.ts'

export const singleSignOn: Feature = {
  pages: [leavePage, comeBackPage],
}
