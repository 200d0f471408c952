import type { ActorKind } from '../../lib/actors/actor-rules.ts'
import type { RawIdentity } from './keys.ts'
import type { AccountLogin } from './logins/same-accounts.ts'
import type { ContributionRow } from './model.ts'

export interface IdentityRow extends RawIdentity {
  id: string
  node: string
  email_key: string | null
  login_key: string | null
  name_key: string | null
  domain: string | null
  /** What somebody else says that it is: a forge of an account, a .mailmap that leads to a bot. */
  told: string | null
  person: string
  kind: ActorKind
  version: number
  /** Whether anybody was seen at work by it: 1, or 0 where only files tell of it. */
  seen: number
}

export interface EvidenceRow {
  id: string
  relation: string
  kind: string
  left_key: string
  right_key: string
  source: string
  at: string
  by_account: string | null
  why: string | null
  undone_at: string | null
  undone_by: string | null
}

export interface ActivityRow {
  project_id: string
  identity_id: string
  mapped_name: string
  mapped_email: string
  commits: number
  first_at: string
  last_at: string
}

export type IdentityTables = {
  person_identity: IdentityRow
  identity_evidence: EvidenceRow
  identity_activity: ActivityRow
  identity_exclusion: { term: string; source: string; at: string; by_account: string | null }
  person_display: { key: string; display: string; at: string; by_account: string }
  account_login: AccountLogin
  imported_identity: { source: string; identity_id: string; position: number }
  people_state: { id: string; version: number; source: string | null }
  contribution: ContributionRow
}
