import assert from 'node:assert/strict'
import { type TestContext, test } from 'node:test'
import { openPeople } from '../../../test/people.ts'
import { createRepository, scratchFolder } from '../../../test/repositories.ts'
import { saveProject } from '../../catalog/projects/store.ts'
import { openFacts } from '../../platform/facts/open-facts.ts'
import { identityTables } from '../affiliations/service.ts'
import { mineCommits } from '../history/service.ts'
import { learnAccounts, learnProject } from './service.ts'

async function openOffice(t: TestContext) {
  const people = await openPeople(':memory:')
  const folder = scratchFolder(t)
  const facts = openFacts(folder, { threads: 2 })
  t.after(async () => {
    facts.close()
    await people.close()
  })
  const ctx = { ...people.system, facts }
  async function scan(id: string, authors: string[], mailmap?: string) {
    const path = createRepository(
      `${folder}/${id}.git`,
      authors.map((author, i) => ({
        author: `${author} ${1_600_000_000 + i * 86_400} +0000`,
        files: mailmap === undefined ? { file: `${i}` } : { file: `${i}`, '.mailmap': mailmap },
      })),
    )
    await saveProject(ctx.db, { id, name: id, path, kind: 'bare', mainPath: null, addedAt: '2026-01-01T00:00:00Z' })
    await mineCommits(ctx, { id, path })
    await learnProject(ctx, id)
  }
  async function who() {
    const { identities } = await identityTables(ctx)
    const rows = await facts.query<Record<'name' | 'email' | 'login' | 'person' | 'kind', string | null>>(
      `select * from ${identities} order by name, email, login`,
    )
    const people = [...new Set(rows.map(({ person }) => person))]
    return rows.map(({ name, email, login, person, kind }) =>
      [name ?? `@${login}`, email ?? '', `person ${people.indexOf(person)}`, kind].join(', '),
    )
  }
  return { ctx, scan, who, query: facts.query }
}

test('who committed is joined across projects by .mailmap, e-mail and account, and is there to look up at once', async t => {
  const { ctx, scan, who } = await openOffice(t)
  await scan('one', ['Ada Lovelace <ada@old.example>', 'Ada Lovelace <ada@old.example>', 'Bea <bea@x.example>'])
  assert.deepEqual(await who(), [
    'Ada Lovelace, ada@old.example, person 0, person',
    'Ann, ann@example.com, person 1, person',
    'Bea, bea@x.example, person 2, person',
  ])
  await scan(
    'two',
    ['Ada <ada@new.example>', 'dependabot[bot] <49699333+dependabot[bot]@users.noreply.github.com>'],
    'Ada Lovelace <ada@new.example> <ada@old.example>\n',
  )
  await learnAccounts(ctx, [{ name: null, email: 'ada@new.example', login: 'adal', host: 'github.com' }])
  await scan(
    'three',
    ['A. L. <1+adal@users.noreply.github.com>', 'Ada Lovelace <ada@old.example>'],
    'Ada Lovelace <ada@new.example> <ada@old.example>\n',
  )
  assert.deepEqual(await who(), [
    'A. L., 1+adal@users.noreply.github.com, person 0, person',
    'Ada, ada@new.example, person 0, person',
    'Ada Lovelace, ada@old.example, person 0, person',
    'Ann, ann@example.com, person 1, person',
    'Bea, bea@x.example, person 2, person',
    'dependabot[bot], 49699333+dependabot[bot]@users.noreply.github.com, person 3, bot',
    '@adal, ada@new.example, person 0, person',
  ])
})
