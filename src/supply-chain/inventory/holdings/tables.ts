export interface UseRow {
  holder_id: number
  number: number
  component_id: number
  parent: number | null
  relation: string
  scope: string
  license_id: number | null
  concluded_id: number | null
  supplier_id: number | null
  requirement: string | null
  path: string | null
  hashes: string | null
  since: number
}

export interface HolderRow {
  id: number
  slot: string
  kind: string
  project_id: string | null
  release_id: number | null
  supplier: string | null
  name: string
  version: string
  components: number
  last_number: number
  first_seen_at: string
  seen_at: string
}

interface PackageRow {
  id: number
  purl: string
  type: string
  name: string
  base: string
  owner: string | null
  projects: number
  documents: number
  used: number
}

export interface ComponentRow {
  id: number
  package_id: number
  purl: string
  version: string
  owner: string | null
  end_of_life: string | null
  end_of_life_source: string | null
}

export interface UpdateRow {
  id: number
  holder_id: number
  document_id: number | null
  at: string
  first: number
  came: number
  went: number
  changed: number
}

export interface ChangeRow {
  update_id: number
  package_id: number
  before_id: number | null
  after_id: number | null
  since: number | null
}

interface TermRow {
  id: number
  kind: string
  said: string
  folded: string
}

export type HoldingTables = {
  portfolio_counter: { id: string; last: number }
  package: PackageRow
  component: ComponentRow
  component_term: TermRow
  holder: HolderRow
  component_use: UseRow
  inventory_update: UpdateRow
  inventory_change: ChangeRow
}
