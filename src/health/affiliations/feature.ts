import type { Feature } from '../../platform/feature.ts'
import * as api from './api.ts'
import * as commands from './cli.ts'
import * as curation from './curation-page.ts'
import * as organizations from './organizations-page.ts'
import * as own from './own-page.ts'
import * as rules from './rules-page.ts'

export const affiliations: Feature = {
  endpoints: Object.values(api),
  commands: Object.values(commands),
  pages: [
    organizations.organizationsPage,
    organizations.organizationPage,
    curation.curationPage,
    rules.rulesPage,
    own.ownPage,
  ],
  forms: [
    organizations.addOrganizationForm,
    organizations.changeOrganizationForm,
    organizations.deleteOrganizationForm,
    curation.importForms,
    curation.undoImportForm,
    curation.decideForm,
    curation.undoDecisionForm,
    curation.enrollForm,
    curation.undoEnrollmentForm,
    rules.setHouseForm,
    rules.excludeForm,
    rules.includeForm,
    rules.actorRulesForm,
    rules.shippedRulesForm,
    own.disownForm,
    own.stateWorkForm,
    own.takeBackWorkForm,
    own.ownDisplayForm,
  ],
}
