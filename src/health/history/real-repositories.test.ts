import { join } from 'node:path'
import { test } from 'node:test'
import { assertEqualsGit, openMine, scratchFolder } from '../../../test/repositories.ts'

const paths = (process.env['OSPO_TEST_REPOSITORIES'] ?? '').split(':').filter(Boolean)
const skip = paths.length === 0 && 'OSPO_TEST_REPOSITORIES names no repositories (paths, with “:” between)'

test('of real repositories, what is mined equals what git counts', { skip }, async t => {
  for (const path of paths) {
    await t.test(path, async t => {
      const mine = openMine(t, join(scratchFolder(t), 'data'))
      await mine.mineCommits(path)
      await mine.mineChanges(path)
      await assertEqualsGit(mine, path)
    })
  }
})
