import type { Feature } from '../../platform/feature.ts'
import * as api from './api.ts'
import { projectsCommand } from './cli.ts'
import { removeProjectForm } from './pages.ts'

export const projects: Feature = {
  endpoints: Object.values(api),
  commands: [projectsCommand],
  forms: [removeProjectForm],
}
