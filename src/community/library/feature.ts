import type { Feature } from '../../platform/feature.ts'
import * as api from './api.ts'
import { addCommand, checkCommand, importCommand, listCommand } from './cli.ts'
import { addItemForm, editItemForm, editItemPage, newItemPage } from './edit-page.ts'
import { libraryFiles } from './files/api.ts'
import { importFormPost, importPage } from './import-page.ts'
import { collectForm, itemPage, publishForm, visitForm, withdrawForm } from './item-page.ts'
import { collectionsPage, deleteCollectionForm, itemsPage, saveCollectionForm } from './items-page.ts'
import { claimJob, linkJob } from './jobs.ts'
import { linksPage, settingsFormPost } from './links-page.ts'
import { publicItemPage, publicItemsPage } from './public-page.ts'
import {
  claimForm,
  endClaimForm,
  publishTranslationForm,
  saveTranslationForm,
  translationPage,
  translationsPage,
} from './translations-page.ts'

export const library: Feature = {
  endpoints: Object.values(api),
  mounts: [libraryFiles],
  commands: [listCommand, addCommand, checkCommand, importCommand],
  // Those with a name of their own stand before those that any item may have.
  pages: [
    itemsPage,
    newItemPage,
    importPage,
    linksPage,
    collectionsPage,
    itemPage,
    editItemPage,
    translationsPage,
    translationPage,
    publicItemsPage,
    publicItemPage,
  ],
  forms: [
    addItemForm,
    importFormPost,
    settingsFormPost,
    saveCollectionForm,
    deleteCollectionForm,
    editItemForm,
    publishForm,
    visitForm,
    withdrawForm,
    collectForm,
    claimForm,
    endClaimForm,
    saveTranslationForm,
    publishTranslationForm,
  ],
  jobs: [linkJob, claimJob],
}
