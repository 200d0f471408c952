export interface OrganizationRow {
  id: string
  name: string
  name_key: string
  parent: string | null
  at: string
  source: string
}

export interface EnrollmentRow {
  id: string
  key: string
  organization_id: string
  since: string | null
  until: string | null
  evidence: string
  source: string
  at: string
  by_account: string | null
  why: string | null
  undone_at: string | null
  undone_by: string | null
}

/** Where an account says that it works, from a day on. */
export interface ProfileRow {
  key: string
  since: string
  until: string | null
  company: string
  company_key: string
  source: string
  at: string
}

export interface AffiliationRow {
  person: string
  organization_id: string
  since: string | null
  until: string | null
  evidence: string
  version: number
}

export interface ImportRow {
  id: string
  format: string
  name: string
  at: string
  by_account: string
  counts: string
  undone_at: string | null
  undone_by: string | null
}

export type AffiliationTables = {
  organization: OrganizationRow & { parent_source: string | null }
  organization_alias: { name_key: string; name: string; organization_id: string; source: string }
  organization_domain: { domain: string; organization_id: string; is_top: number; source: string }
  acquisition: { organization_id: string; acquirer_id: string; since: string | null; source: string }
  enrollment: EnrollmentRow
  affiliation: AffiliationRow
  affiliation_state: { person: string; version: number }
  people_import: ImportRow
  profile: ProfileRow
  contribution: { person_id: string; name: string; email: string; bot: number; commits: number }
  people_state: { id: string; version: number; source: string | null }
}
