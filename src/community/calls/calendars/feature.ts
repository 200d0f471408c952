import type { Feature } from '../../../platform/feature.ts'
import { calendarMount } from './api.ts'
import { calendarJob } from './jobs.ts'
import { calendarsPage, renewForm, subscribeForm, unsubscribeForm } from './pages.ts'

export const calendars: Feature = {
  mounts: [calendarMount],
  pages: [calendarsPage],
  forms: [renewForm, subscribeForm, unsubscribeForm],
  jobs: [calendarJob],
}
