import type { Feature } from '../../platform/feature.ts'
import * as api from './api.ts'
import { listModelsCommand, runModelCommand, saveModelCommand, showModelCommand } from './cli.ts'
import { modelPage, modelsPage, saveModelForm } from './models-page.ts'

export const healthModels: Feature = {
  endpoints: Object.values(api),
  commands: [listModelsCommand, runModelCommand, showModelCommand, saveModelCommand],
  pages: [modelsPage, modelPage],
  forms: [saveModelForm],
}
