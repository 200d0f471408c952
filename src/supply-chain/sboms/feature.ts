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
import { metadataJob } from './jobs.ts'

export const sboms: Feature = {
  endpoints: Object.values(api),
  commands: [sbomCommand, convertSbomCommand, validateSbomCommand, diffSbomsCommand, scoreSbomCommand, libyearsCommand],
  jobs: [metadataJob],
}
