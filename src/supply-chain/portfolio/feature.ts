import type { Feature } from '../../platform/feature.ts'
import * as api from './api.ts'
import {
  importSbomsCommand,
  listProductsCommand,
  listReleasesCommand,
  listSbomsCommand,
  saveProductCommand,
  saveReleaseCommand,
  showSbomCommand,
} from './cli.ts'
import { sbomDocuments } from './files/api.ts'
import {
  addProductForm,
  addReleaseForm,
  changeProductForm,
  productPage,
  productsPage,
  removeProductForm,
} from './products-page.ts'
import { changeReleaseForm, releasePage, releasesPage, removeReleaseForm } from './releases-page.ts'
import { removeSbomForm, sbomPage, sbomsPage } from './sboms-page.ts'
import { sendProductSbomForm, sendReleaseSbomForm, sendSbomForm } from './upload-page.ts'

export const portfolio: Feature = {
  endpoints: Object.values(api),
  mounts: [sbomDocuments],
  commands: [
    listProductsCommand,
    saveProductCommand,
    listReleasesCommand,
    saveReleaseCommand,
    importSbomsCommand,
    listSbomsCommand,
    showSbomCommand,
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
