import assert from 'node:assert/strict'
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { after, test } from 'node:test'
import { scratchFolder } from '../../../test/repositories.ts'
import { openOfficeOfPeople } from '../../../test/staff.ts'
import { runCommand } from '../../../test/terminal.ts'
import { findCommand } from '../../platform/cli/command-line.ts'
import { inventory } from '../inventory/feature.ts'
import { sboms } from '../sboms/feature.ts'
import { portfolio } from './feature.ts'
import { cyclonedx } from './sbom-for-tests.ts'

const office = await openOfficeOfPeople()
after(() => office.app.close())
const officer = await office.admit('olga', 'officer')

interface Named {
  purl: string
}

async function say(line: string, ...more: string[]) {
  const words = [...line.split(' '), ...more]
  const command = findCommand(
    [portfolio, inventory, sboms].flatMap(({ commands = [] }) => commands),
    words,
  )
  assert.ok(command, line)
  return runCommand(officer.call, command, words.slice(command.name.split(' ').length))
}

/** What a command said that went well, the cells of its tables apart. */
async function told(line: string, ...more: string[]) {
  const { code, printed, noted } = await say(line, ...more)
  assert.deepEqual([code, noted], [0, ''], line)
  return /^[{[]/.test(printed) ? printed : printed.replaceAll(/ {2,}/g, ' | ')
}

const part = { purl: 'pkg:npm/warp@1.0.0', name: 'warp', version: '1.0.0', license: 'MIT', supplier: 'Spool' }

test('a portfolio is kept from the command line alone, and each command tells what it did', async t => {
  const file = join(scratchFolder(t), 'loom.json')
  writeFileSync(file, cyclonedx({ name: 'loom', version: '1.0' }, [part]))

  assert.equal(await told('product add loom --owner olga'), 'Added product loom: loom, owned by olga')
  await assert.rejects(say('product add loom'), { code: 'conflict' })
  assert.equal(
    await told('product change loom --owner', '', '--name', 'The loom'),
    'Changed product loom: The loom, which nobody owns',
  )
  await assert.rejects(say('product change shuttle --name x'), { code: 'not-found' })
  await assert.rejects(say('product change loom'), { code: 'invalid-input' })
  assert.equal(await told('release add loom 1.0 --state development'), 'Added loom 1.0: in development')
  await assert.rejects(say('release add loom 1.0'), { code: 'conflict' })
  assert.equal(
    await told('release change loom 1.0 --state released --end-of-life 2030-01-01'),
    'Changed loom 1.0: released, end of life 2030-01-01',
  )
  await assert.rejects(say('release change loom 2.0 --state released'), { code: 'not-found' })
  const imported = await told(`sbom import ${file} --product loom`)
  assert.match(
    imported,
    /^\S+loom\.json: taken in as \d+; 1 packages, 1 came, 0 went, 0 changed\nTaken in: 1 with 1 packages/,
  )
  assert.match(await told('product show loom'), /The loom \(loom\)[\s\S]*loom \| 1\.0/)
  assert.match(await told('release show loom 1.0'), /released[\s\S]*cyclonedx-json 1\.6/)
  const { sboms } = JSON.parse(await told('sbom list --json --format cyclonedx-json'))
  assert.match(await told('release history loom 1.0'), /came \| went/)
  const [update] = JSON.parse(await told('release history loom 1.0 --json')).updates
  const first = await say(`release history loom 1.0 --update ${update.id}`)
  assert.deepEqual([first.code, first.printed, /all was new/.test(first.noted)], [0, '', true])

  assert.equal(await told('owner set pkg:npm/warp Weavers'), 'Weavers answers for pkg:npm/warp')
  assert.equal(await told('owner list --owner weav'), 'package | owner\npkg:npm/warp | Weavers')
  assert.equal(await told('end-of-life set pkg:npm/warp 1 2026-01-01'), 'pkg:npm/warp 1: kept up until 2026-01-01')
  assert.match(await told('end-of-life list warp'), /pkg:npm\/warp \| 1 \| 2026-01-01/)
  assert.match(await told('component find warp < 2'), /The loom 1\.0 \| released \| direct \| MIT \| Weavers/)
  assert.match(await told('component find eol:past'), /warp/)
  assert.match(await told('package list --type npm'), /pkg:npm\/warp \| 0 \| 1/)
  assert.equal(await told('owner remove pkg:npm/warp'), 'pkg:npm/warp has no owner of its own any more')
  assert.equal(await told('end-of-life remove pkg:npm/warp 1'), 'Nothing is noted of pkg:npm/warp 1 any more')
  assert.equal((await say('component find eol:past')).code, 1)
  assert.equal((await say('owner set pkg:npm/woof Weavers')).code, 1)

  await assert.rejects(say('product remove loom'), { code: 'conflict' })
  assert.equal(await told(`sbom remove ${sboms[0].id}`), `Removed bill of materials ${sboms[0].id}: loom 1.0`)
  assert.equal(await told('release remove loom 1.0'), 'Removed loom 1.0 with its documents (0)')
  assert.equal(await told('product remove loom'), 'Removed product loom')
  assert.deepEqual(JSON.parse(await told('product list --json')), { products: [], total: 0 })
})

test('two releases are compared part by part, and a document that is kept is judged', async t => {
  const folder = scratchFolder(t)
  const send = async (name: string, version: string, parts: object[], part: string[] = []) => {
    const file = join(folder, `${name}-${version}.json`)
    writeFileSync(file, cyclonedx({ name, version }, parts as never[]))
    await told(`sbom import ${file} --product easel --version ${version}`, ...part)
  }
  await told('product add easel')
  await told('release add easel 0.9')
  const paint = { purl: 'pkg:npm/paint@1.0.0', name: 'paint', version: '1.0.0' }
  await send('easel', '1.0', [part, paint])
  await send('easel', '2.0', [{ ...part, purl: 'pkg:npm/warp@2.0.0', version: '2.0.0', license: 'ISC' }])
  const diff = await say('release diff easel 1.0 2.0')
  assert.deepEqual(
    diff.printed.split('\n').map(line => line.trimEnd().replaceAll(/ {2,}/g, ' | ')),
    [
      'retired | pkg:npm/paint | 1.0.0',
      'updated | pkg:npm/warp | 1.0.0 | 2.0.0 | up',
      'license changed | pkg:npm/warp | MIT | ISC',
    ],
  )
  await send('image', '2.0', [paint], ['--name', 'image'])
  const { changes } = JSON.parse(await told('release diff easel 1.0 2.0 --json'))
  assert.deepEqual(
    changes.map(({ kind, after, before }: { kind: string; after?: Named; before?: Named }) => [
      kind,
      (after ?? before)?.purl,
    ]),
    [
      ['retired', 'pkg:npm/paint@1.0.0'],
      ['updated', 'pkg:npm/warp@2.0.0'],
      ['license', 'pkg:npm/warp@2.0.0'],
      ['new', 'pkg:npm/paint@1.0.0'],
    ],
  )
  await assert.rejects(say('release diff easel 0.9 2.0'), { code: 'invalid-input' })
  const [document] = JSON.parse(await told('sbom list easel --json')).sboms
  const quality = await say(`sbom quality ${document.id} --against ntia --strict`)
  assert.equal(quality.code, 1)
  assert.match(quality.printed, /NTIA/)
  assert.match(await (await officer.get(`/sboms/${document.id}/quality`)).text(), /NTIA/)
  const { releases } = JSON.parse(await told('release list easel --json'))
  const changesPage = await officer.get(`/releases/${releases[0].id}/changes`)
  assert.equal(changesPage.status, 200)
  assert.match(await changesPage.text(), /What changed since 1\.0/)
})
