import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import { openOfficeOfProjects } from '../../../test/office-of-projects.ts'

const office = await openOfficeOfProjects({
  own: { commits: [{ by: 'Ada', at: '2026-01-05T10:00:00Z' }], tag: 'v1.0.0' },
})
after(() => office.close())
const officer = await office.admit('officer', 'officer')

test('the kinds of releases of a project have names in the language of the page', async () => {
  const kinds = async (lang: string) => {
    const page = await (await officer.get(`/projects/own/releases?lang=${lang}`)).text()
    return [/>\s*major\s*</.test(page), /主版本/.test(page)]
  }
  assert.deepEqual(await kinds('zh'), [false, true])
  assert.deepEqual(await kinds('en'), [true, false])
})
