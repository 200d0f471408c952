import type { Feature } from '../../platform/feature.ts'
import * as api from './api.ts'
import * as commands from './cli.ts'
import { changesJob, fetchJob, readingJob } from './jobs.ts'
import { dependencyHealthPage, readDependenciesForm } from './pages.ts'
import { fetchForm, packageRepositoryForm, packageRepositoryPage } from './repository-page.ts'
import { dependencySettingsForm, dependencySettingsPage } from './settings-page.ts'

export const dependencies: Feature = {
  endpoints: Object.values(api),
  commands: Object.values(commands),
  pages: [dependencyHealthPage, dependencySettingsPage, packageRepositoryPage],
  forms: [readDependenciesForm, dependencySettingsForm, packageRepositoryForm, fetchForm],
  jobs: [changesJob, readingJob, fetchJob],
}
