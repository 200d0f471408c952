import assert from 'node:assert/strict'
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { type TestContext, test } from 'node:test'
import { openOfficeOfPeople } from '../../../../test/staff.ts'
import { addProjects } from '../../../catalog/projects/service.ts'
import { openTree } from '../../../platform/git/open-tree.ts'
import { curateLicense, findLicenseClaims } from '../../licenses/service.ts'
import {
  findPackageUses,
  getInventory,
  readFolderInventory,
  recordInstalledLicenses,
  updateInventory,
} from '../service.ts'

const lockfile = {
  name: 'web',
  lockfileVersion: 3,
  packages: {
    '': { name: 'web', dependencies: { loom: '1', shuttle: '1', warp: '1' } },
    'node_modules/loom': { version: '1.0.0' },
    'node_modules/shuttle': { version: '1.0.0', license: 'SEE LICENSE IN TERMS' },
    'node_modules/warp': { version: '1.0.0', license: 'ISC' },
  },
}

/** A project with a lockfile that says little, and what was installed by it and besides. */
async function openProject(t: TestContext) {
  const folder = mkdtempSync(join(tmpdir(), 'ospo-installed-'))
  t.after(() => rmSync(folder, { recursive: true }))
  const put = (path: string, content: object) => {
    mkdirSync(dirname(join(folder, path)), { recursive: true })
    writeFileSync(join(folder, path), JSON.stringify(content))
  }
  put('package-lock.json', lockfile)
  put('node_modules/loom/package.json', { name: 'loom', version: '1.0.0', license: 'MIT' })
  put('node_modules/shuttle/package.json', { name: 'shuttle', version: '1.0.0', license: '0BSD' })
  put('node_modules/other/package.json', { name: 'other', version: '2.0.0', license: 'Zlib' })
  put('node_modules/broken/package.json', [])
  const { app, admin, admit } = await openOfficeOfPeople()
  t.after(() => app.close())
  return { folder, admin, admit }
}

const shown = ({ components }: Awaited<ReturnType<typeof getInventory>>) =>
  components.map(({ purl, license, licenseSource, manifest }) => [purl, license, licenseSource, manifest])

test('of a folder what is installed is told, each with its license and whose word that is', async t => {
  const { folder, admin } = await openProject(t)
  const plain = await readFolderInventory(admin, folder)
  assert.deepEqual(shown(plain), [
    ['pkg:npm/loom@1.0.0', undefined, undefined, 'package-lock.json'],
    ['pkg:npm/shuttle@1.0.0', 'SEE LICENSE IN TERMS', 'lockfile', 'package-lock.json'],
    ['pkg:npm/warp@1.0.0', 'ISC', 'lockfile', 'package-lock.json'],
  ])
  const { manifests, ...inventory } = await readFolderInventory(admin, folder, { installed: true })
  assert.deepEqual(shown({ manifests, ...inventory }), [
    ['pkg:npm/loom@1.0.0', 'MIT', 'installed', 'package-lock.json'],
    ['pkg:npm/shuttle@1.0.0', '0BSD', 'installed', 'package-lock.json'],
    ['pkg:npm/warp@1.0.0', 'ISC', 'lockfile', 'package-lock.json'],
    ['pkg:npm/other@2.0.0', 'Zlib', 'installed', 'node_modules'],
  ])
  assert.deepEqual(manifests, [
    { path: 'package-lock.json', reader: 'npm', components: 3, warnings: [] },
    { path: 'node_modules', reader: 'node-modules', components: 3, warnings: [] },
  ])
})

test('a scan keeps what is installed of what the lockfile names, and a person has the last word', async t => {
  const { folder, admin } = await openProject(t)
  const [project] = await addProjects(admin, folder)
  assert.ok(project)
  await updateInventory(admin, project.id, await openTree(folder))
  await recordInstalledLicenses(admin, project)
  const licenses = async () =>
    shown(await getInventory(admin, project.id)).map(([, license, source]) => [license, source])
  assert.deepEqual(await licenses(), [
    ['MIT', 'installed'],
    ['0BSD', 'installed'],
    ['ISC', 'lockfile'],
  ])
  const claims = await findLicenseClaims(admin, ['pkg:npm/loom@1.0.0', 'pkg:npm/other@2.0.0'])
  assert.deepEqual(
    [...claims.values()].flat().map(({ purl, evidence }) => [purl, evidence]),
    [['pkg:npm/loom@1.0.0', `${project.id}: node_modules/loom/package.json`]],
  )
  await curateLicense(admin, { purl: 'pkg:npm/warp@1.0.0', license: 'MIT', why: 'asked the authors' })
  assert.deepEqual((await licenses()).at(-1), ['MIT', 'curation'])
  const [use] = await findPackageUses(admin, 'pkg:npm/warp')
  assert.deepEqual([use?.license, use?.licenseSource], ['MIT', 'curation'])
  assert.deepEqual(
    shown(await readFolderInventory(admin, folder)).map(([, license, source]) => [license, source]),
    [
      [undefined, undefined],
      ['SEE LICENSE IN TERMS', 'lockfile'],
      ['MIT', 'curation'],
    ],
    'a folder is judged by what is in it and what people said',
  )
})

test('the page of a component tells who says so, and offers to curate to those who may', async t => {
  const { folder, admin, admit } = await openProject(t)
  const [project] = await addProjects(admin, folder)
  assert.ok(project)
  await updateInventory(admin, project.id, await openTree(folder))
  await recordInstalledLicenses(admin, project)
  const address = '/components/pkg%3Anpm%2Floom'
  const officer = await admit('ada', 'officer')
  const before = await (await officer.get(address)).text()
  assert.match(before, /installed tree[\s\S]*node_modules\/loom\/package\.json/)
  const curation = {
    purl: 'pkg:npm/loom@1.0.0',
    license: 'ISC',
    why: '<b>read</b> it',
    link: 'https://git.example/loom',
  }
  const posted = await officer.post('/licenses/curate', curation)
  assert.deepEqual([posted.status, posted.headers.get('location')], [303, address])
  const after = await (await officer.get(address)).text()
  assert.match(after, /&lt;b&gt;read&lt;\/b&gt; it <a href="https:\/\/git\.example\/loom"/)
  assert.match(after, /action="\/licenses\/withdraw"/)
  const member = await admit('max', 'member')
  assert.doesNotMatch(await (await member.get(address)).text(), /action="\/licenses/)
  assert.equal((await member.post('/licenses/curate', curation)).status, 403)
})
