import type { Feature } from '../../platform/feature.ts'
import * as api from './api.ts'
import { importSbomsCommand, listSbomsCommand, removeSbomCommand, showSbomCommand } from './documents/cli.ts'
import { sbomDocuments } from './files/api.ts'
import {
  addProductCommand,
  changeProductCommand,
  listProductsCommand,
  removeProductCommand,
  showProductCommand,
} from './products/cli.ts'
import {
  addProductForm,
  addReleaseForm,
  changeProductForm,
  productPage,
  productsPage,
  removeProductForm,
} from './products-page.ts'
import {
  addReleaseCommand,
  changeReleaseCommand,
  listReleasesCommand,
  releaseHistoryCommand,
  removeReleaseCommand,
  showReleaseCommand,
} from './releases/cli.ts'
import { changeReleaseForm, releasePage, releasesPage, removeReleaseForm } from './releases-page.ts'
import { removeSbomForm, sbomPage, sbomsPage } from './sboms-page.ts'
import { sendProductSbomForm, sendReleaseSbomForm, sendSbomForm } from './upload-page.ts'

export const portfolio: Feature = {
  endpoints: Object.values(api),
  mounts: [sbomDocuments],
  commands: [
    listProductsCommand,
    showProductCommand,
    addProductCommand,
    changeProductCommand,
    removeProductCommand,
    listReleasesCommand,
    showReleaseCommand,
    addReleaseCommand,
    changeReleaseCommand,
    removeReleaseCommand,
    releaseHistoryCommand,
    importSbomsCommand,
    listSbomsCommand,
    showSbomCommand,
    removeSbomCommand,
  ],
  pages: [productsPage, productPage, releasesPage, releasePage, sbomsPage, sbomPage],
  forms: [
    addProductForm,
    changeProductForm,
    removeProductForm,
    addReleaseForm,
    changeReleaseForm,
    removeReleaseForm,
    removeSbomForm,
    sendSbomForm,
    sendProductSbomForm,
    sendReleaseSbomForm,
  ],
}
