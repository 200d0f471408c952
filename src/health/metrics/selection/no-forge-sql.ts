/** Tables of forges that told nothing, as forges' own are. */
function empty(columns: Record<string, string>) {
  const all = Object.entries({ project: 'integer', host: 'varchar', ...columns })
  return `(select ${all.map(([name, type]) => `null::${type} as ${name}`).join(', ')} where false)`
}

function account(role: string) {
  return Object.fromEntries(['login', 'name', 'email', 'kind'].map(part => [`${role}_${part}`, 'varchar']))
}

export const noItems = empty({
  ...{ kind: 'varchar', number: 'varchar', url: 'varchar', title: 'varchar', state: 'varchar', reason: 'varchar' },
  ...{
    created_at: 'timestamp',
    updated_at: 'timestamp',
    closed_at: 'timestamp',
    merged_at: 'timestamp',
    draft: 'boolean',
  },
  ...{
    labels: 'varchar[]',
    base_branch: 'varchar',
    head_branch: 'varchar',
    from_fork: 'boolean',
    merge_commit: 'varchar',
  },
  ...{ commits: 'integer', added: 'integer', removed: 'integer', files: 'integer' },
  ...account('author'),
  ...account('closer'),
  ...account('merger'),
})
export const noEvents = empty({
  ...{ id: 'varchar', kind: 'varchar', item_kind: 'varchar', number: 'varchar', at: 'timestamp', value: 'varchar' },
  ...{ length: 'integer', inline: 'boolean' },
  ...account('actor'),
})
export const noLinks = empty({ number: 'varchar', hash: 'varchar' })
export const noReleases = empty({
  ...{ id: 'varchar', tag: 'varchar', name: 'varchar', created_at: 'timestamp', published_at: 'timestamp' },
  ...{ draft: 'boolean', prerelease: 'boolean', downloads: 'bigint' },
  ...account('author'),
})
export const noSpreads = empty({ kind: 'varchar', at: 'timestamp', url: 'varchar', ...account('actor') })
export const noBranches = empty({ name: 'varchar', kind: 'varchar', at: 'timestamp', ...account('actor') })
export const noCounts = empty({ what: 'varchar', at: 'timestamp', count: 'bigint' })
