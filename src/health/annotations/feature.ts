import type { Feature } from '../../platform/feature.ts'
import * as api from './api.ts'
import {
  addAnnotationCommand,
  changeAnnotationCommand,
  listAnnotationsCommand,
  removeAnnotationCommand,
} from './cli.ts'
import {
  addAnnotationForm,
  annotationPage,
  annotationsPage,
  changeAnnotationForm,
  removeAnnotationForm,
} from './pages.ts'

export const annotations: Feature = {
  endpoints: Object.values(api),
  commands: [listAnnotationsCommand, addAnnotationCommand, changeAnnotationCommand, removeAnnotationCommand],
  pages: [annotationsPage, annotationPage],
  forms: [addAnnotationForm, changeAnnotationForm, removeAnnotationForm],
}
