import type { Feature } from '../../platform/feature.ts'
import * as api from './api.ts'
import { forgeCommands } from './cli.ts'
import { changeForgeForm, disconnectForgeForm, forgePage, testForgeForm } from './forge-page.ts'
import { accountsJob, collectionJob, replayJob, roundJob } from './jobs.ts'
import { connectForgeForm, forgesPage } from './pages.ts'
import { collectForm, forgetForm, projectForgePage, replayForm } from './project-forge-page.ts'

export const forges: Feature = {
  endpoints: Object.values(api),
  commands: forgeCommands,
  pages: [forgesPage, forgePage, projectForgePage],
  forms: [connectForgeForm, changeForgeForm, testForgeForm, disconnectForgeForm, collectForm, replayForm, forgetForm],
  jobs: [accountsJob, collectionJob, replayJob, roundJob],
}
