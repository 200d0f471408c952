import type { Feature } from '../../../platform/feature.ts'
import * as api from './api.ts'
import { callsCommand } from './cli.ts'
import { callsPage, editSeriesPage, newSeriesPage, saveSeriesForm, seriesPage } from './pages.ts'

export const series: Feature = {
  endpoints: Object.values(api),
  commands: [callsCommand],
  pages: [callsPage, newSeriesPage, editSeriesPage, seriesPage],
  forms: [saveSeriesForm],
}
