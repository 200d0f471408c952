import type { Feature } from '../../platform/feature.ts'
import * as api from './api.ts'
import { officePage } from './office-page.ts'
import { projectPage } from './project-page.ts'
import {
  projectComponentsPage,
  projectContributorsPage,
  projectMetricsPage,
  projectReleasesPage,
} from './project-tabs-page.ts'
import { searchPage } from './search-page.ts'

export const office: Feature = {
  endpoints: Object.values(api),
  pages: [
    officePage,
    searchPage,
    projectPage,
    projectComponentsPage,
    projectContributorsPage,
    projectReleasesPage,
    projectMetricsPage,
  ],
}
