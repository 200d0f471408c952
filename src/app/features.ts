import { accounts } from '../access/accounts/feature.ts'
import { deputies } from '../access/deputies/feature.ts'
import { directory } from '../access/directory/feature.ts'
import { groups } from '../access/groups/feature.ts'
import { identities } from '../access/identities/feature.ts'
import { ledger } from '../access/ledger/feature.ts'
import { roles } from '../access/roles/feature.ts'
import { signIn } from '../access/sign-in/feature.ts'
import { singleSignOn } from '../access/single-sign-on/feature.ts'
import { tokens } from '../access/tokens/feature.ts'
import { doctor } from '../catalog/doctor/feature.ts'
import { forgeArchives } from '../catalog/forges/archives/feature.ts'
import { forges } from '../catalog/forges/feature.ts'
import { jobs } from '../catalog/jobs/feature.ts'
import { office } from '../catalog/office/feature.ts'
import { people } from '../catalog/people/feature.ts'
import { projects } from '../catalog/projects/feature.ts'
import { scans } from '../catalog/scans/feature.ts'
import { calendars } from '../community/calls/calendars/feature.ts'
import { series } from '../community/calls/series/feature.ts'
import { sessions } from '../community/calls/sessions/feature.ts'
import { conduct } from '../community/conduct/feature.ts'
import { library } from '../community/library/feature.ts'
import { partners } from '../community/partners/feature.ts'
import { programs } from '../community/programs/feature.ts'
import { proposals } from '../community/proposals/feature.ts'
import { summits } from '../community/summits/feature.ts'
import { workingGroups } from '../community/working-groups/feature.ts'
import { healthActions } from '../health/actions/feature.ts'
import { affiliations } from '../health/affiliations/feature.ts'
import { analysis } from '../health/analysis/feature.ts'
import { annotations } from '../health/annotations/feature.ts'
import { badges } from '../health/badges/feature.ts'
import { cohorts } from '../health/cohorts/feature.ts'
import { dependencies } from '../health/dependencies/feature.ts'
import { personIdentities } from '../health/identities/feature.ts'
import { influence } from '../health/influence/feature.ts'
import { maintainers } from '../health/maintainers/feature.ts'
import { healthMetrics } from '../health/metrics/feature.ts'
import { healthModels } from '../health/models/feature.ts'
import { reports } from '../health/reports/feature.ts'
import { surveys } from '../health/surveys/feature.ts'
import { inbox } from '../notifications/inbox/feature.ts'
import { mail } from '../notifications/mail/feature.ts'
import { webhooks } from '../notifications/webhooks/feature.ts'
import type { Feature } from '../platform/feature.ts'
import { desk } from '../requests/desk/feature.ts'
import { grants } from '../requests/grants/feature.ts'
import { registers } from '../requests/registers/feature.ts'
import { setup } from '../requests/setup/feature.ts'
import { inventory } from '../supply-chain/inventory/feature.ts'
import { licensePolicy } from '../supply-chain/license-policy/feature.ts'
import { licenses } from '../supply-chain/licenses/feature.ts'
import { portfolio } from '../supply-chain/portfolio/feature.ts'
import { sboms } from '../supply-chain/sboms/feature.ts'

/** Everything that the office can do. */
export const features: Feature[] = [
  office,
  series,
  sessions,
  calendars,
  desk,
  grants,
  registers,
  setup,
  projects,
  scans,
  jobs,
  forges,
  forgeArchives,
  doctor,
  people,
  personIdentities,
  affiliations,
  healthMetrics,
  surveys,
  healthModels,
  healthActions,
  dependencies,
  maintainers,
  influence,
  annotations,
  cohorts,
  badges,
  reports,
  analysis,
  inventory,
  portfolio,
  licensePolicy,
  sboms,
  licenses,
  workingGroups,
  proposals,
  programs,
  conduct,
  summits,
  accounts,
  identities,
  groups,
  roles,
  deputies,
  ledger,
  tokens,
  signIn,
  singleSignOn,
  directory,
  inbox,
  mail,
  webhooks,
  library,
  partners,
]
