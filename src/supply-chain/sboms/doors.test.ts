import assert from 'node:assert/strict'
import { spawnSync } from 'node:child_process'
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { type TestContext, test } from 'node:test'
import { gzipSync } from 'node:zlib'
import { git, scratchFolder } from '../../../test/repositories.ts'
import { openOfficeOfPeople, origin } from '../../../test/staff.ts'
import { runCommand } from '../../../test/terminal.ts'
import { startSession } from '../../access/sign-in/service.ts'
import { addProjects } from '../../catalog/projects/service.ts'
import { openTree } from '../../platform/git/open-tree.ts'
import { openPackageMirror } from '../../platform/http/package-mirror.ts'
import { noReach } from '../../platform/reach.ts'
import { updateInventory } from '../inventory/service.ts'
import { recordLicenseClaims } from '../licenses/service.ts'
import { libyearsCommand } from './cli.ts'
import { noteUsedPackages, refreshMetadata } from './freshness/service.ts'
import { Conversion, Libyears, Validation } from './model.ts'

const program = join(import.meta.dirname, '../../../bin/ospo.js')

const lock = {
  name: 'easel',
  lockfileVersion: 3,
  packages: {
    '': { name: 'easel', dependencies: { brush: '^1.0.0' }, devDependencies: { tool: '^1.0.0' } },
    'node_modules/brush': { version: '1.0.0', license: 'MIT', dependencies: { paint: '1' } },
    'node_modules/paint': { version: '1.0.0' },
    'node_modules/tool': { version: '1.0.0', license: 'see the readme', dev: true },
  },
}

function makeProject(t: TestContext): string {
  const folder = join(scratchFolder(t), 'easel')
  mkdirSync(folder)
  writeFileSync(join(folder, 'package-lock.json'), JSON.stringify(lock))
  writeFileSync(join(folder, 'package.json'), JSON.stringify(lock.packages['']))
  git(folder, ['init', '-q', '-b', 'main'])
  git(folder, ['add', '--all'])
  git(folder, ['commit', '-q', '-m', 'Begin'])
  git(folder, ['tag', 'v1.2.0'])
  return folder
}

/** What an operator saved of a registry. */
function makeMirror(t: TestContext): string {
  const folder = scratchFolder(t)
  mkdirSync(join(folder, 'npm'))
  const brush = {
    author: 'Ada Brush <ada@brush.example>',
    time: { '1.0.0': '2020-01-01T00:00:00Z', '2.0.0': '2022-01-01T00:00:00Z' },
    versions: { '1.0.0': { deprecated: 'use 2' }, '2.0.0': {} },
  }
  writeFileSync(join(folder, 'npm', 'brush.json'), JSON.stringify(brush))
  return folder
}

async function openOffice(t: TestContext) {
  const packageMirror = openPackageMirror(makeMirror(t), () => assert.fail('a folder calls nobody'))
  const office = await openOfficeOfPeople({ reach: { ...noReach, packageMirror } })
  t.after(() => office.app.close())
  await addProjects(office.admin, makeProject(t))
  const member = await office.admit('mia')
  const cookie = `ospo_session=${await startSession(office.admin, member.id)}`
  const send = (path: string, body: string | Uint8Array<ArrayBuffer> | FormData, headers = {}) =>
    office.app.fetch(new Request(origin + path, { method: 'POST', headers: { cookie, origin, ...headers }, body }))
  return { ...office, member, send, officer: await office.admit('ada', 'officer') }
}

const binary = { 'content-type': 'application/octet-stream' }

test('a project’s bill of materials is valid in every format, and read again it is the same', async t => {
  const { admin, member, send } = await openOffice(t)
  await recordLicenseClaims(admin, [
    { purl: 'pkg:npm/paint@1.0.0', license: 'ISC', source: 'installed', evidence: 'node_modules' },
  ])
  const { formats } = (await (await member.ask('GET', '/api/sbom-formats')).json()) as { formats: string[] }
  assert.ok(['cyclonedx-1.6', 'cyclonedx-1.7', 'spdx-2.3'].every(name => formats.includes(name)))
  for (const format of formats) {
    const address = `/api/projects/easel/sbom?format=${format}&author=Harbor%20<sbom@harbor.example>`
    const { text, problems } = Conversion.parse(await (await member.ask('GET', address)).json())
    assert.deepEqual(problems, [])
    const validated = await send('/api/sbom-validations', new Uint8Array(gzipSync(text)), binary)
    const checked = Validation.parse(await validated.json())
    assert.deepEqual([format, checked.problems, checked.components], [format, [], 4])
    const both = await send(`/api/sbom-comparisons?split=${Buffer.byteLength(text)}`, text + text, binary)
    assert.deepEqual(await both.json(), { changes: [], unchanged: 4 })
  }
})

test('libyears come from what the operator named', async t => {
  const { officer } = await openOffice(t)
  const folder = makeProject(t)
  const answer = await officer.ask('POST', '/api/folder-libyears', JSON.stringify({ path: folder }))
  const { all, direct, asked, components } = Libyears.parse(await answer.json())
  assert.ok(asked.includes('npm'))
  assert.deepEqual(
    [all, direct].map(sum => [sum.components, sum.dated, sum.libyears?.toFixed(2), sum.deprecated]),
    [
      [3, 1, '2.00', 1],
      [2, 1, '2.00', 1],
    ],
  )
  assert.deepEqual(components[0]?.behind, { major: 1, minor: 0, patch: 0, releases: 1 })
  const wanted = JSON.stringify({ path: folder, format: 'cyclonedx-1.6' })
  const written = Conversion.parse(await (await officer.ask('POST', '/api/folder-sboms', wanted)).json())
  const [brush] = JSON.parse(written.text).components
  assert.deepEqual(
    [brush.name, brush.supplier],
    ['brush', { name: 'Ada Brush', contact: [{ email: 'ada@brush.example' }] }],
  )
})

test('before anybody was asked for what a project uses, one is told so and how to change it', async t => {
  const { officer, admin } = await openOffice(t)
  await updateInventory(admin, 'easel', await openTree(makeProject(t)))
  const run = () => runCommand(officer.call, libyearsCommand, ['easel'])
  const { printed, noted } = await run()
  assert.match(printed, /^all: – libyears, of 0 of 3 components; 0 of 0 are at their newest release$/m)
  assert.match(noted, /^Nobody was asked yet for 3 of these packages, .*\(ospo up\)$/)
  assert.ok((await (await officer.get('/projects/easel/sbom?lang=zh')).text()).includes('其中 3 个软件包尚未查询'))
  await noteUsedPackages(admin)
  await refreshMetadata(admin, 10)
  assert.equal((await run()).noted, '')
})

test('the pages show it in both languages, and what is downloaded is a file', async t => {
  const { member, app } = await openOffice(t)
  for (const [lang, words] of [
    ['en', ['Libyears and freshness', 'NTIA minimum elements', 'Supplier Name']],
    ['zh', ['库年与新鲜度', 'NTIA 最低要素', '供应商名称']],
  ] as const) {
    const page = await (await member.get(`/projects/easel/sbom?lang=${lang}`)).text()
    for (const word of words) assert.ok(page.includes(word), word)
  }
  const file = await member.get('/sbom-files/projects/easel?format=cyclonedx-1.6')
  assert.equal(file.headers.get('content-disposition'), 'attachment; filename="easel.cdx.json"')
  assert.equal(((await file.json()) as { specVersion: string }).specVersion, '1.6')
  assert.equal((await app.fetch(new Request(`${origin}/sbom-files/projects/easel`))).status, 401)
  assert.equal((await member.get('/sbom-files/projects/none')).status, 404)
  assert.equal((await member.get('/sbom-files/elsewhere')).status, 404)
})

test('a file is validated, scored, converted and compared on the tools page', async t => {
  const { member, send } = await openOffice(t)
  const { text } = Conversion.parse(
    await (await member.ask('GET', '/api/projects/easel/sbom?format=cyclonedx-1.6')).json(),
  )
  const later = text.replaceAll('brush@1.0.0', 'brush@2.0.0').replace(/("name": "brush",\s+"version": ")1/, '$12')
  const post = (path: string, fields: [string, string | Blob, string?][]) => {
    const form = new FormData()
    for (const [name, value, file] of fields)
      typeof value === 'string' ? form.append(name, value) : form.append(name, value, file)
    return send(path, form)
  }
  const file = new Blob([new Uint8Array(gzipSync(text))])
  const checked = await (
    await post('/sbom-tools/check', [
      ['to', 'spdx-2.3'],
      ['file', file, 'bom.json.gz'],
    ])
  ).text()
  for (const word of [
    'It keeps the rules of its format',
    'What spdx-2.3 has no place for',
    'component.scope',
    'BSI TR-03183-2',
  ])
    assert.ok(checked.includes(word), word)
  const converted = await post('/sbom-files/converted', [
    ['to', 'spdx-2.3'],
    ['file', file, 'my bom.cdx.json'],
  ])
  assert.equal(converted.headers.get('content-disposition'), 'attachment; filename="my-bom.spdx.json"')
  assert.equal(((await converted.json()) as { spdxVersion: string }).spdxVersion, 'SPDX-2.3')
  const compared = await post('/sbom-tools/compare', [
    ['before', file, 'a'],
    ['after', new Blob([later]), 'b'],
  ])
  assert.match(await compared.text(), /updated.*pkg:npm\/brush@2\.0\.0.*1\.0\.0.*2\.0\.0.*up/s)
  assert.equal((await post('/sbom-tools/check', [['to', 'spdx-2.3']])).status, 400)
  const nonsense = await (await post('/sbom-tools/check', [['file', new Blob(['hello']), 'x']])).text()
  assert.match(nonsense, /no bill of materials that is known here/)
})

test('the commands answer by exit codes, and come out the same each time where time stands still', t => {
  const folder = scratchFolder(t)
  const project = makeProject(t)
  const ospo = (words: string[], input: string | Buffer = '') => {
    const env = { ...process.env, OSPO_LANG: 'en', SOURCE_DATE_EPOCH: '1777777777', OSPO_PACKAGE_METADATA: '' }
    const { stdout, stderr, status } = spawnSync(process.execPath, [program, ...words], { cwd: folder, env, input })
    return { stdout: stdout.toString(), stderr: stderr.toString(), status }
  }
  const first = ospo(['sbom', project])
  assert.deepEqual([first.status, first.stderr], [0, ''])
  assert.equal(ospo(['sbom', project]).stdout, first.stdout)
  assert.equal(JSON.parse(first.stdout).metadata.timestamp, '2026-05-03T03:09:37Z')
  assert.equal(JSON.parse(first.stdout).metadata.component.version, 'v1.2.0')

  const packed = gzipSync(first.stdout)
  assert.deepEqual(ospo(['sbom', 'validate', '-'], packed), {
    stdout: '-: valid cyclonedx-json 1.6, 4 components\n',
    stderr: '',
    status: 0,
  })
  const broken = first.stdout.replace('"type": "library"', '"type": "liberty"')
  const refused = ospo(['sbom', 'validate', '-'], broken)
  const line = broken.slice(0, broken.indexOf('liberty')).split('\n').length
  assert.equal(refused.status, 1)
  assert.ok(refused.stdout.startsWith(`-:${line}: `), refused.stdout)

  const converted = ospo(['sbom', 'convert', '-', '--to', 'spdx-2.3', '--output', 'a.spdx.json'], packed)
  assert.deepEqual([converted.status, converted.stdout], [0, ''])
  assert.match(converted.stderr, /^lost: component\.scope \(3\): /m)
  assert.equal(JSON.parse(readFileSync(join(folder, 'a.spdx.json'), 'utf8')).spdxVersion, 'SPDX-2.3')
  assert.equal(ospo(['sbom', 'convert', '-', '--to', 'spdx-2.3', '--strict'], packed).status, 1)
  assert.equal(ospo(['sbom', 'convert', '-', '--to', 'word'], packed).status, 2)

  writeFileSync(join(folder, 'a.json'), first.stdout)
  assert.deepEqual(ospo(['sbom', 'diff', 'a.json', 'a.spdx.json']), { stdout: '', stderr: '4 unchanged\n', status: 0 })
  assert.match(
    ospo(['sbom', 'score', 'a.json', '--against', 'ntia']).stdout,
    /^NTIA minimum elements 2021: \d+ of 100\n/,
  )
  assert.equal(ospo(['sbom', 'score', 'a.json', '--strict']).status, 1)
  assert.match(ospo(['libyears', '--sbom', 'a.json']).stdout, /^all: – libyears, of 0 of 3 components/m)
  assert.match(ospo(['libyears', project]).stderr, /OSPO_PACKAGE_METADATA/)
})
