import type { Feature } from '../../platform/feature.ts'
import * as api from './api.ts'
import {
  exportFactsCommand,
  queryCommand,
  queryListCommand,
  queryRemoveCommand,
  querySaveCommand,
  queryTablesCommand,
} from './cli.ts'
import { factFiles } from './files/api.ts'
import { factsPage, removeQueryForm, saveQueryForm } from './pages.ts'

export const analysis: Feature = {
  endpoints: Object.values(api),
  mounts: [factFiles],
  commands: [
    queryCommand,
    queryTablesCommand,
    queryListCommand,
    querySaveCommand,
    queryRemoveCommand,
    exportFactsCommand,
  ],
  pages: [factsPage],
  forms: [saveQueryForm, removeQueryForm],
}
