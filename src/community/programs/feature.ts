import type { Feature } from '../../platform/feature.ts'
import * as api from './api.ts'
import { boardPage } from './board-page.ts'
import { clashesCommand, listProgramsCommand } from './cli.ts'
import { createProgramForm, editProgramForm, editProgramPage, programsPage } from './programs-page.ts'
import { publicProgramPage } from './public-page.ts'
import {
  addSessionForm,
  changeSessionForm,
  libraryForm,
  moveSessionForm,
  publishForm,
  removeSessionForm,
  sessionPage,
  takeTalksForm,
} from './session-page.ts'

const { schedulesMount, ...endpoints } = api

export const programs: Feature = {
  endpoints: Object.values(endpoints),
  mounts: [schedulesMount],
  commands: [listProgramsCommand, clashesCommand],
  pages: [programsPage, editProgramPage, boardPage, sessionPage, publicProgramPage],
  forms: [
    createProgramForm,
    editProgramForm,
    moveSessionForm,
    addSessionForm,
    changeSessionForm,
    removeSessionForm,
    takeTalksForm,
    publishForm,
    libraryForm,
  ],
}
