import type { Feature } from '../../../platform/feature.ts'
import { calendarMount } from './api.ts'
import { calendarsPage, renewForm } from './pages.ts'

export const calendars: Feature = {
  mounts: [calendarMount],
  pages: [calendarsPage],
  forms: [renewForm],
}
