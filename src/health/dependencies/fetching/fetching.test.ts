import assert from 'node:assert/strict'
import { mkdtempSync, rmSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join, normalize } from 'node:path'
import { after, test } from 'node:test'
import { createRepository, git, importCommits } from '../../../../test/repositories.ts'
import { codeOf, openOfficeOfPeople } from '../../../../test/staff.ts'
import { changeConnection, connect } from '../../../catalog/forges/connections/service.ts'
import { NewConnection } from '../../../catalog/forges/model.ts'
import { findProjectByAddress, getProjects, updateAddress } from '../../../catalog/projects/service.ts'
import { mineCommits } from '../../history/service.ts'
import { addDependency } from '../api.ts'
import { fetchAndScan, mayFetch, requestUpdates } from './service.ts'

const folder = mkdtempSync(join(tmpdir(), 'ospo-fetching-'))
const { app, admin, admit } = await openOfficeOfPeople({ data: join(folder, 'data') })
const asked: string[] = []

/** Serves bare repositories as plain files, as git's oldest protocol has it; below /moved everything is elsewhere. */
const server = createServer(async (request, answer) => {
  const path = normalize(new URL(request.url ?? '/', 'http://x').pathname)
  asked.push(path)
  if (path.startsWith('/up/moved.git')) {
    answer.writeHead(301, { location: path.replace('moved', 'it') }).end()
    return
  }
  const content = await readFile(join(folder, 'served', path)).catch(() => undefined)
  answer.writeHead(content ? 200 : 404).end(content)
})
await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve))
const { port } = server.address() as AddressInfo
after(async () => {
  server.close()
  await app.close()
  rmSync(folder, { recursive: true, force: true })
})

const commit = { author: 'Ana <ana@a.example> 1750000000 +0000', committer: 'Ana <ana@a.example> 1750000000 +0000' }
const path = join(folder, 'served', 'up', 'it.git')
createRepository(path, [commit])
git(path, ['update-server-info'])
const address = `https://127.0.0.1:${port}/up/it`
const { signal } = new AbortController()

test('the office fetches only from hosts that are connected and turned on, and only for whoever may change it', async () => {
  const [member, officer] = [await admit('member'), await admit('officer', 'officer')]
  assert.equal(await codeOf(officer.call(addDependency, { address })), 'conflict')
  assert.equal(await codeOf(fetchAndScan(admin, address, signal)), 'conflict')
  const wish = NewConnection.parse({ kind: 'gitea', origin: `http://127.0.0.1:${port}` })
  const { id } = await connect(admin, wish)
  assert.equal(await mayFetch(admin, address), false)
  assert.equal(await codeOf(officer.call(addDependency, { address })), 'conflict')
  await changeConnection(admin, id, { active: true })
  assert.equal(await codeOf(member.call(addDependency, { address })), 'not-allowed')
  assert.equal(await codeOf(officer.call(addDependency, { address: 'https://other.example/up/it' })), 'conflict')
  assert.equal(await codeOf(officer.call(addDependency, { address: 'file:///etc' })), 'conflict')
  assert.deepEqual(asked, [])
  assert.match((await officer.call(addDependency, { address: `${address}.git` })).job, /./)
})

test('what was fetched is a project of its name, and what is new of it comes with the next time', async () => {
  await fetchAndScan(admin, address, signal)
  const [project, ...others] = await getProjects(admin)
  assert.ok(project)
  assert.deepEqual([project.name, project.kind, others.length], ['it', 'bare', 0])
  await updateAddress(admin, project)
  assert.equal((await findProjectByAddress(admin, address))?.id, project.id)
  assert.equal((await mineCommits(admin, project)).commits, 1)
  const officer = await admit('second', 'officer')
  assert.equal(await codeOf(officer.call(addDependency, { address })), 'conflict')

  rmSync(path, { recursive: true })
  createRepository(path, [commit])
  importCommits(path, [commit, { ...commit, message: 'More' }])
  git(path, ['update-server-info'])
  await requestUpdates(admin)
  await fetchAndScan(admin, address, signal)
  assert.equal((await getProjects(admin)).length, 1)
  assert.equal((await mineCommits(admin, project)).commits, 1)
})

test('what is not there, or leads elsewhere, is told in a sentence and leaves nothing', async () => {
  for (const name of ['nothing', 'moved'])
    assert.equal(await codeOf(fetchAndScan(admin, `https://127.0.0.1:${port}/up/${name}`, signal)), 'invalid-input')
  assert.equal((await getProjects(admin)).length, 1)
})
