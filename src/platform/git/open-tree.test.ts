import assert from 'node:assert/strict'
import { execFileSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, test } from 'node:test'
import { openTree } from './open-tree.ts'

const folder = mkdtempSync(join(tmpdir(), 'open-tree-'))
after(() => rmSync(folder, { recursive: true }))

const commit = '0123456789abcdef0123456789abcdef01234567'
const [work, bare] = [join(folder, 'work'), join(folder, 'bare')]

test('the commits that submodules are pinned at are told by a working tree and by a bare repository', async () => {
  const git = (...args: string[]) =>
    execFileSync('git', ['-C', work, '-c', 'user.name=a', '-c', 'user.email=a@b.example', ...args])
  execFileSync('git', ['init', '--quiet', work])
  writeFileSync(join(work, '.gitmodules'), '[submodule "a"]\n\tpath = some part\n\turl = https://b.example/a\n')
  git('add', '.gitmodules')
  git('update-index', '--add', '--cacheinfo', `160000,${commit},some part`)
  git('commit', '--quiet', '--message', 'a')
  git('clone', '--quiet', '--bare', work, bare)
  for (const path of [work, bare]) assert.deepEqual((await openTree(path)).submodules, new Map([['some part', commit]]))
})

test('files of a bare repository are read many at once, whatever is in them, and what is too large is not', async () => {
  const [from, to] = [join(folder, 'from'), join(folder, 'to')]
  execFileSync('git', ['init', '--quiet', from])
  const contents = new Map(
    Array.from({ length: 300 }, (_, i) => [
      `f${i}`,
      i === 7 ? 'x'.repeat(2 * 1024 * 1024) : '\n0 blob 5\n'.repeat(i * 37),
    ]),
  )
  for (const [name, content] of contents) writeFileSync(join(from, name), content)
  execFileSync('git', ['-C', from, 'add', '.'])
  execFileSync('git', ['-C', from, '-c', 'user.name=a', '-c', 'user.email=a@b.example', 'commit', '--quiet', '-m', 'a'])
  execFileSync('git', ['clone', '--quiet', '--bare', from, to])
  const tree = await openTree(to)
  const read = await Promise.all(tree.paths.map(async path => [path, (await tree.read(path))?.toString()] as const))
  const expected = new Map<string, string | undefined>(contents).set('f7', undefined)
  assert.deepEqual(new Map(read), expected)
})
