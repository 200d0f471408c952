import type { Feature } from '../../platform/feature.ts'
import * as api from './api.ts'
import {
  convertSbomCommand,
  diffSbomsCommand,
  libyearsCommand,
  sbomCommand,
  scoreSbomCommand,
  validateSbomCommand,
} from './cli.ts'
import { sbomFiles } from './files/api.ts'
import { metadataJob } from './jobs.ts'
import { diffReleasesCommand, keptQualityCommand } from './kept/cli.ts'
import { keptQualityPage, releaseChangesPage } from './kept-page.ts'
import { projectSbomPage } from './project-sbom-page.ts'
import { checkSbomForm, compareSbomsForm, sbomToolsPage } from './sbom-tools-page.ts'

export const sboms: Feature = {
  endpoints: Object.values(api),
  commands: [
    sbomCommand,
    convertSbomCommand,
    validateSbomCommand,
    diffSbomsCommand,
    diffReleasesCommand,
    scoreSbomCommand,
    keptQualityCommand,
    libyearsCommand,
  ],
  mounts: [sbomFiles],
  pages: [projectSbomPage, sbomToolsPage, keptQualityPage, releaseChangesPage],
  forms: [checkSbomForm, compareSbomsForm],
  jobs: [metadataJob],
}
