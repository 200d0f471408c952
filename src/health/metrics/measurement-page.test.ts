import assert from 'node:assert/strict'
import { join } from 'node:path'
import { test } from 'node:test'
import { createRepository, scratchFolder } from '../../../test/repositories.ts'
import { openApp } from '../../app/app.ts'
import { addProjects } from '../../catalog/projects/service.ts'
import { mineChanges, mineCommits } from '../history/service.ts'
import { measuredMetricPage } from './measurement-page.ts'

test('a page says what is yet to be analysed, until all is', async t => {
  const folder = scratchFolder(t)
  const app = await openApp({ data: join(folder, 'data') })
  t.after(() => app.close())
  const ctx = await app.localContext()
  const told = async (metric: string, asked = '') => {
    const query = new URLSearchParams(asked)
    const input = { params: { metric }, query, origin: 'http://localhost', session: undefined, cookies: {} }
    const body = await measuredMetricPage.render(ctx, input)
    assert.ok('content' in body)
    const notes = [...String(body.content).matchAll(/role="status">([^<]*)/g)]
    return notes.map(([, note]) => note)
  }
  const paths = ['one', 'two'].map(name => createRepository(join(folder, name), [{ files: { a: '1\n' } }]))
  const [one, two] = (await Promise.all(paths.map(path => addProjects(ctx, path)))).flat()
  assert.ok(one && two)
  await mineCommits(ctx, one)
  const projects = 'By now 1 of 2 projects are analysed. Numbers lack the others.'
  const lines = (share: number) =>
    `By now the changed lines are known of ${share}% of the commits. Numbers that rest on them lack the others.`
  assert.deepEqual(await told('commits'), [projects])
  assert.deepEqual(await told('commits', 'paths=a'), [projects, lines(0)])
  await mineCommits(ctx, two)
  await mineChanges(ctx, two)
  assert.deepEqual([await told('commits'), await told('lines')], [[], [lines(50)]])
  await mineChanges(ctx, one)
  assert.deepEqual([await told('lines'), await told('commits', 'paths=a')], [[], []])
})

test('in a table the organization that nobody knows is told in words, not by a dash', async t => {
  const folder = scratchFolder(t)
  const app = await openApp({ data: join(folder, 'data') })
  t.after(() => app.close())
  const ctx = await app.localContext()
  const [project] = await addProjects(ctx, createRepository(join(folder, 'one'), [{ files: { a: '1\n' } }]))
  assert.ok(project)
  await mineCommits(ctx, project)
  const firstCell = async (metric: string, asked: string, locale: 'en' | 'zh') => {
    const query = new URLSearchParams(asked)
    const input = { params: { metric }, query, origin: 'http://localhost', session: undefined, cookies: {} }
    const body = await measuredMetricPage.render({ ...ctx, locale }, input)
    assert.ok('content' in body)
    return /<tbody>\s*<tr[^>]*>\s*<td[^>]*>(?<cell>[^<]*)/.exec(String(body.content))?.groups?.['cell']
  }
  assert.equal(await firstCell('organizational-diversity', '', 'en'), 'Unknown')
  assert.equal(await firstCell('elephant-factor', 'unknown=one-organization', 'zh'), '未知')
})
