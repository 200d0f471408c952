import type { Feature } from '../../platform/feature.ts'
import * as api from './api.ts'
import { exportDeskCommand, importDeskCommand, listDeskCommand, tryPolicyCommand } from './cli.ts'
import { activateDocumentForm, adoptForm, documentPage, saveDocumentForm, setupPage } from './pages.ts'

export const setup: Feature = {
  endpoints: Object.values(api),
  commands: [listDeskCommand, exportDeskCommand, importDeskCommand, tryPolicyCommand],
  pages: [setupPage, documentPage],
  forms: [adoptForm, activateDocumentForm, saveDocumentForm],
}
