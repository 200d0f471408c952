import assert from 'node:assert/strict'
import { existsSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import {
  assertEqualsGit,
  createRepository,
  git,
  gitLine,
  importCommits,
  type NewCommit,
  numstatOf,
  numstatOfGit,
  openMine,
  scratchFolder,
} from '../../../test/repositories.ts'
import { Failure } from '../../platform/failure.ts'

const mailmap = 'Bob Proper <bob@example.com> <BOB@old.example>\n<carol@example.com> Carol <c@x>\n'

/** Merges, an octopus, renames, binary files, empty commits, odd names: a little of everything. */
const everything: NewCommit[] = [
  { files: { '.mailmap': mailmap, 'a.txt': 'one\ntwo\nthree\n', 'yarn.lock': 'x\n' } },
  { author: 'bob <bob@old.example> 1000000000 +0530', files: { 'b.txt': 'b\n', 'image.png': '\0\x01\x02' } },
  { author: 'Carol <c@x> 1000000100 -0330', parents: [1], files: { 'c/d.txt': 'c\nd\n' } },
  { parents: [2, 3], files: {} },
  { parents: [1], files: { e: 'e\n' } },
  { parents: [4, 3, 5], files: {} },
  { files: {}, message: 'nothing\n\nSigned-off-by: Ann <ann@example.com>\nCo-authored-by: Bob\n <bob@example.com>\n' },
  { files: { 'a.txt': null, 'new\nname "é".txt': 'one\ntwo\nthree\nfour\n' } },
  { files: { 'invalid-\xff.txt': 'bytes\n', 'image.png': '\0\x01\x03' } },
  { author: ' <> 0 +0000', committer: 'Ann <ann@example.com> 4200000000 +1400' },
  { author: Buffer.from('Jos\xe9 <jose@example.com> 1000000200 -0700', 'latin1') },
  { author: Buffer.from('Jos\xe9 <jose@example.com> 1000000200 -0700', 'latin1'), encoding: 'ISO-8859-1' },
  { author: '李雷 <li@example.com> 1000000300 +0800' },
]

test('what is mined equals what git counts', async t => {
  const folder = scratchFolder(t)
  const path = createRepository(join(folder, 'it.git'), everything)
  const mine = openMine(t, join(folder, 'data'))
  assert.deepEqual(await mine.mineCommits(path), { commits: 13, warnings: [] })
  assert.deepEqual(await mine.mineChanges(path), { commits: 11, warnings: [] })
  await assertEqualsGit(mine, path)
})

test('asked for, merges have the lines that git counts against their first parent; else none, and asked no more, none again', async t => {
  const folder = scratchFolder(t)
  const commits = [...everything, { parents: [13, 6], files: { 'a.txt': 'own\n' } }, { parents: [14, 2], files: {} }]
  const path = createRepository(join(folder, 'it.git'), commits)
  const mine = openMine(t, join(folder, 'data'))
  const series = async () => (await mine.query<{ n: string }>(tables => `select '${Object.keys(tables)}' as n`))[0]?.n
  await mine.mineCommits(path)
  await mine.mineChanges(path)
  assert.deepEqual(await mine.mineMergeChanges(path), { commits: 0, warnings: [] })
  assert.equal(await series(), 'commits,changes,tags,people')
  await mine.askForMergeChanges(true)
  assert.deepEqual(await mine.mineMergeChanges(path), { commits: 4, warnings: [] })
  const merges = await numstatOf(mine, 'mergeChanges')
  assert.deepEqual(merges, numstatOfGit(path, ['--merges', '--diff-merges=first-parent']))
  // On the main line these, and what else lies there, are all that “git log --first-parent -m” tells.
  const mainLine = numstatOfGit(path, ['--first-parent', '-m'])
  const both = new Map([...(await numstatOf(mine)), ...merges])
  assert.deepEqual(
    [...mainLine].map(([hash]) => [hash, both.get(hash)]),
    [...mainLine],
  )
  assert.equal([...mainLine.keys()].filter(hash => merges.has(hash)).length, 4)
  assert.deepEqual(await mine.mineMergeChanges(path), { commits: 0, warnings: [] })
  await assertEqualsGit(mine, path)
  await mine.askForMergeChanges(false)
  assert.equal(await series(), 'commits,changes,tags,people')
})

test('a merge that needs a damaged file is named, and the others are counted', async t => {
  const folder = scratchFolder(t)
  const commits: NewCommit[] = [{ files: { a: '0\n' } }]
  for (let i = 1; i <= 20; i++) {
    commits.push({ parents: [2 * i - 1], files: { [`side${i}`]: `${i}\n` } })
    // Taken from the other side, so that the merge's own parent is the one before.
    commits.push({ parents: [2 * i - 1, 2 * i], files: { [`side${i}`]: `${i}\n`, own: `own ${i}\n` } })
  }
  const path = createRepository(join(folder, 'it.git'), commits)
  unpack(path)
  const mine = openMine(t, join(folder, 'data'))
  await mine.mineCommits(path)
  await mine.askForMergeChanges(true)
  const damaged = gitLine(path, 'rev-parse', 'main~7:own')
  const whole = readFileSync(objectPath(path, damaged))
  rmSync(objectPath(path, damaged))
  const { commits: mined, warnings } = await mine.mineMergeChanges(path)
  assert.equal(mined, 18)
  assert.equal(warnings.length, 1)
  assert.match(warnings[0]?.en ?? '', new RegExp(`^Object ${damaged} of `))
  writeObject(path, damaged, whole)
  assert.deepEqual(await mine.mineMergeChanges(path), { commits: 2, warnings: [] })
  assert.deepEqual(
    await numstatOf(mine, 'mergeChanges'),
    numstatOfGit(path, ['--merges', '--diff-merges=first-parent']),
  )
})

test('a repository of SHA-256 hashes is mined like any other', async t => {
  const folder = scratchFolder(t)
  const path = createRepository(join(folder, 'it.git'), everything, ['--bare', '--object-format=sha256'])
  const mine = openMine(t, join(folder, 'data'))
  await mine.mineCommits(path)
  await mine.mineChanges(path)
  await assertEqualsGit(mine, path)
  const [row] = await mine.query<object>(
    ({ commits, changes }) => `
      select min(len(hash)) as shortest, max(len(parents[1])) as parent, (select max(len(hash)) from ${changes}) as change
      from ${commits}`,
  )
  assert.deepEqual(row, { shortest: 64, parent: 64, change: 64 })
})

test('names, zones, trailers and paths are kept as the commits have them', async t => {
  const folder = scratchFolder(t)
  const path = createRepository(join(folder, 'it.git'), everything)
  const mine = openMine(t, join(folder, 'data'))
  await mine.mineCommits(path)
  await mine.mineChanges(path)
  const authors = await mine.query<object>(
    ({ commits }) => `select author_name as name, author_email as email, author_offset as east, authored_at as at
      from ${commits} where author_email <> 'ann@example.com' order by all`,
  )
  const at = (seconds: number) => new Date(seconds * 1000)
  assert.deepEqual(authors, [
    { name: '', email: '', east: 0, at: at(0) },
    { name: 'Carol', email: 'c@x', east: -210, at: at(1000000100) },
    { name: 'José', email: 'jose@example.com', east: -420, at: at(1000000200) },
    { name: 'José', email: 'jose@example.com', east: -420, at: at(1000000200) },
    { name: 'bob', email: 'bob@old.example', east: 330, at: at(1000000000) },
    { name: '李雷', email: 'li@example.com', east: 480, at: at(1000000300) },
  ])
  const trailers = await mine.query<object>(({ commits }) => `select trailers from ${commits} where trailers <> []`)
  assert.deepEqual(trailers, [
    {
      trailers: [
        { key: 'Signed-off-by', value: 'Ann <ann@example.com>' },
        { key: 'Co-authored-by', value: 'Bob <bob@example.com>' },
      ],
    },
  ])
  const changes = await mine.query<object>(
    ({ changes }) => `select path, previous_path, added, removed, generated from ${changes}
      where path in ('image.png', 'yarn.lock') or previous_path is not null or path like 'inv%' order by all`,
  )
  const file = { previous_path: null, generated: false }
  assert.deepEqual(changes, [
    { ...file, path: 'image.png', added: null, removed: null },
    { ...file, path: 'image.png', added: null, removed: null },
    { ...file, path: 'invalid-ÿ.txt', added: 1, removed: 0 },
    { ...file, path: 'new\nname "Ã©".txt'.replace('Ã©', 'é'), previous_path: 'a.txt', added: 1, removed: 0 },
    { ...file, path: 'yarn.lock', added: 1, removed: 0, generated: true },
  ])
})

test('dates before 1970, after 2100 and beyond all bounds are kept as far as a date can hold them', async t => {
  const folder = scratchFolder(t)
  const path = createRepository(join(folder, 'it.git'), [{}])
  const tree = gitLine(path, 'rev-parse', 'main^{tree}')
  const dates = ['-86400 +0100', '-99999999999999999 +0000', '4200000000 +1245', '9000000000000 -0930', 'never']
  let parent = gitLine(path, 'rev-parse', 'main')
  for (const date of dates) {
    const object = `tree ${tree}\nparent ${parent}\nauthor A <a@x> ${date}\ncommitter C <c@x> 5 +51800\n\nold\n`
    parent = git(path, ['hash-object', '-t', 'commit', '-w', '--literally', '--stdin'], object).toString().trim()
  }
  git(path, ['update-ref', 'refs/heads/main', parent])
  const mine = openMine(t, join(folder, 'data'))
  await mine.mineCommits(path)
  const rows = await mine.query<object>(
    ({ commits }) => `select authored_at as at, author_offset as east, committer_offset as committer
      from ${commits} where author_name = 'A' order by all`,
  )
  assert.deepEqual(rows, [
    { at: new Date(-8.64e15), east: 0, committer: 31080 },
    { at: new Date(-86400_000), east: 60, committer: 31080 },
    { at: new Date(0), east: 0, committer: 31080 },
    { at: new Date(4200000000_000), east: 765, committer: 31080 },
    { at: new Date(8.64e15), east: -570, committer: 31080 },
  ])
})

test('tags lead to their commits, whatever they are tags of', async t => {
  const folder = scratchFolder(t)
  const path = createRepository(join(folder, 'it.git'), [{}, {}])
  git(path, ['tag', 'light', 'main~1'])
  git(path, ['-c', 'user.name=T', 'tag', '-a', '-m', 'x', 'full', 'main'])
  git(path, ['tag', '-a', '-m', 'x', 'nested', 'full'])
  git(path, ['tag', 'tree', 'main^{tree}'])
  const mine = openMine(t, join(folder, 'data'))
  await mine.mineCommits(path)
  const taggedAt = (name: string) =>
    new Date(Number(gitLine(path, 'for-each-ref', '--format=%(taggerdate:unix)', `refs/tags/${name}`)) * 1000)
  const head = gitLine(path, 'rev-parse', 'main')
  assert.deepEqual(await mine.query(({ tags }) => `select * from ${tags} order by name`), [
    { name: 'full', hash: head, tagged_at: taggedAt('full'), annotated: true },
    {
      name: 'light',
      hash: gitLine(path, 'rev-parse', 'main~1'),
      tagged_at: new Date(1600000001_000),
      annotated: false,
    },
    { name: 'nested', hash: head, tagged_at: taggedAt('nested'), annotated: true },
  ])
})

test('a second run mines only what is new, and a force push takes back what it took away', async t => {
  const folder = scratchFolder(t)
  const path = createRepository(join(folder, 'it.git'), everything)
  const mine = openMine(t, join(folder, 'data'))
  const mineAll = async () => ({ ...(await mine.mineCommits(path)), changes: (await mine.mineChanges(path)).commits })
  await mineAll()
  const first = gitLine(path, 'rev-parse', 'main')
  assert.deepEqual(await mineAll(), { commits: 0, changes: 0, warnings: [] })

  git(path, [
    'update-ref',
    'refs/heads/main',
    gitLine(path, 'commit-tree', '-p', first, '-m', 'more', `${first}^{tree}`),
  ])
  assert.deepEqual(await mineAll(), { commits: 1, changes: 1, warnings: [] })
  await assertEqualsGit(mine, path)

  git(path, ['update-ref', 'refs/heads/main', `${first}~3`])
  assert.deepEqual(await mineAll(), { commits: 0, changes: 0, warnings: [] })
  await assertEqualsGit(mine, path)

  const side = gitLine(path, 'commit-tree', '-p', `${first}~1`, '-m', 'side', `${first}^{tree}`)
  git(path, ['update-ref', 'refs/heads/main', side])
  assert.deepEqual(await mineAll(), { commits: 1, changes: 1, warnings: [] })
  await assertEqualsGit(mine, path)

  // The old tip is gone for good, and nothing of the new history is known.
  importCommits(path, [{ message: 'another' }, { message: 'history' }])
  git(path, ['-c', 'gc.reflogExpire=now', '-c', 'core.logAllRefUpdates=false', 'gc', '--quiet', '--prune=now'])
  assert.deepEqual(await mineAll(), { commits: 2, changes: 2, warnings: [] })
  await assertEqualsGit(mine, path)
})

test('a repository without commits is told so, and has empty tables', async t => {
  const folder = scratchFolder(t)
  const path = createRepository(join(folder, 'empty'), [], [])
  const mine = openMine(t, join(folder, 'data'))
  const { commits, warnings } = await mine.mineCommits(path)
  assert.deepEqual([commits, warnings.map(text => text.en)], [0, [`${path} has no commits yet`]])
  assert.deepEqual(await mine.mineChanges(path), { commits: 0, warnings: [] })
  for (const table of ['commits', 'changes', 'tags', 'people'] as const) {
    assert.deepEqual(await mine.query(tables => `select * from ${tables[table]}`), [])
  }
})

test('what is no repository, or is not there, is told in one sentence', async t => {
  const folder = scratchFolder(t)
  const mine = openMine(t, join(folder, 'data'))
  for (const path of [folder, join(folder, 'missing')]) {
    const expected = `${path} is not a git repository: check the path, or run “git init” there`
    await assert.rejects(mine.mineCommits(path), error => error instanceof Failure && error.text.en === expected)
  }
})

test('worktrees, submodules and folders with their own .git are mined by their own HEAD', async t => {
  const folder = scratchFolder(t)
  const path = createRepository(join(folder, 'it'), everything, [])
  git(path, ['worktree', 'add', '-q', '--no-checkout', join(folder, 'linked'), 'main~5'])
  const outer = createRepository(join(folder, 'outer'), [{}], [])
  git(outer, ['submodule', '--quiet', 'add', path, 'inner'])
  for (const place of [path, join(folder, 'linked'), join(outer, 'inner')]) {
    const mine = openMine(t, join(folder, `data-${place.replaceAll('/', '-')}`))
    await mine.mineCommits(place)
    await mine.mineChanges(place)
    await assertEqualsGit(mine, place)
  }
})

test('a shallow clone is mined with a warning, and anew once it is deepened', async t => {
  const folder = scratchFolder(t)
  const path = createRepository(join(folder, 'it.git'), everything)
  const clone = join(folder, 'clone')
  git(folder, ['clone', '-q', '--bare', '--depth=4', `file://${path}`, clone])
  const mine = openMine(t, join(folder, 'data'))
  const { warnings } = await mine.mineCommits(clone)
  assert.match(warnings[0]?.en ?? '', /shallow clone/)
  const boundary = readFileSync(join(clone, 'shallow'), 'utf8').trim()
  assert.deepEqual(await mine.mineChanges(clone), { commits: 3, warnings: [] })
  const numstat = await numstatOf(mine, 'changes')
  assert.deepEqual(numstat, numstatOfGit(clone, ['HEAD', `^${boundary}`]), 'what the oldest changed is unknown')
  assert.deepEqual(await mine.mineChanges(clone), { commits: 0, warnings: [] })
  git(clone, ['fetch', '-q', '--unshallow'])
  assert.deepEqual(await mine.mineCommits(clone), { commits: 13, warnings: [] })
  await mine.mineChanges(clone)
  await assertEqualsGit(mine, clone)
})

test('nothing is written in the repository, and no program that it names is run', async t => {
  const folder = scratchFolder(t)
  const path = createRepository(join(folder, 'it'), everything, [])
  git(path, ['checkout', '-q', 'main'])
  const trap = join(folder, 'trapped')
  const settings = {
    'core.fsmonitor': `touch ${trap}`,
    'diff.external': `touch ${trap}`,
    'diff.trap.command': `touch ${trap}`,
    'diff.trap.textconv': `touch ${trap};`,
    'core.pager': `touch ${trap}`,
    'gpg.program': `touch ${trap}`,
    'log.showSignature': 'true',
    'core.alternateRefsCommand': `touch ${trap}`,
  }
  for (const [name, value] of Object.entries(settings)) git(path, ['config', name, value])
  git(path, ['config', 'core.attributesFile', join(folder, 'attributes')])
  writeFileSync(join(folder, 'attributes'), '* diff=trap\n')
  const before = listing(path)
  const mine = openMine(t, join(folder, 'data'))
  await mine.mineCommits(path)
  await mine.mineChanges(path)
  assert.equal(existsSync(trap), false)
  assert.deepEqual(listing(path), before)
  git(path, ['log', '-1', '-p', '--ext-diff', 'main~2'])
  assert.equal(existsSync(trap), true, 'the trap works')
})

function listing(path: string) {
  const names = readdirSync(join(path, '.git'), { recursive: true, withFileTypes: true })
  return names.map(entry => [join(entry.parentPath, entry.name), statSync(join(entry.parentPath, entry.name)).mtimeMs])
}

test('a damaged commit is named, and everything that can be reached around it is mined', async t => {
  const folder = scratchFolder(t)
  const path = createRepository(join(folder, 'it.git'), everything)
  unpack(path)
  // The second commit: its child is a merge, whose other side still counts.
  const damaged = gitLine(path, 'rev-parse', 'main~8^1')
  const whole = readFileSync(objectPath(path, damaged))
  const mine = openMine(t, join(folder, 'data'))
  writeObject(path, damaged, Buffer.from('junk'))
  const outcome = await mine.mineCommits(path)
  assert.deepEqual([outcome.commits > 5, outcome.commits < 13], [true, true])
  assert.deepEqual(
    outcome.warnings.map(text => text.en),
    [`Object ${damaged} of ${path} is missing or damaged: run “git fsck” there, and fetch it again from another copy`],
  )
  await mine.mineChanges(path)

  writeObject(path, damaged, whole)
  assert.deepEqual((await mine.mineCommits(path)).warnings, [])
  await mine.mineChanges(path)
  await assertEqualsGit(mine, path)
})

test('a damaged file is named, and the changes of all other commits are mined', async t => {
  const folder = scratchFolder(t)
  const commits = Array.from(
    { length: 40 },
    (_, index): NewCommit => ({ files: { file: `${index}\n`, [`${index}`]: 'x\n' } }),
  )
  const path = createRepository(join(folder, 'it.git'), commits)
  unpack(path)
  const mine = openMine(t, join(folder, 'data'))
  await mine.mineCommits(path)
  const damaged = gitLine(path, 'rev-parse', 'main~17:file')
  const whole = readFileSync(objectPath(path, damaged))
  rmSync(objectPath(path, damaged))
  const { commits: mined, warnings } = await mine.mineChanges(path)
  assert.deepEqual(
    [mined, warnings.map(text => text.en)],
    [
      38,
      [
        `Object ${damaged} of ${path} is missing or damaged: run “git fsck” there, and fetch it again from another copy`,
      ],
    ],
  )
  writeObject(path, damaged, whole)
  assert.deepEqual(await mine.mineChanges(path), { commits: 2, warnings: [] })
  await assertEqualsGit(mine, path)
})

test('of a partial clone commits are mined, and lines as far as they can be', async t => {
  const folder = scratchFolder(t)
  const path = createRepository(join(folder, 'it.git'), everything)
  git(path, ['config', 'uploadpack.allowFilter', 'true'])
  const clone = join(folder, 'clone')
  git(folder, ['clone', '-q', '--bare', '--filter=blob:none', `file://${path}`, clone])
  const mine = openMine(t, join(folder, 'data'))
  assert.deepEqual(await mine.mineCommits(clone), { commits: 13, warnings: [] })
  const before = gitLine(clone, 'count-objects', '-v')
  const { warnings } = await mine.mineChanges(clone)
  assert.match(warnings[0]?.en ?? '', /is a partial clone/)
  assert.equal(gitLine(clone, 'count-objects', '-v'), before, 'nothing was fetched')
})

test('mining that is stopped keeps what it has and goes on later', async t => {
  const folder = scratchFolder(t)
  const commits = Array.from({ length: 3000 }, (): NewCommit => ({}))
  const path = createRepository(join(folder, 'it.git'), commits)
  const mine = openMine(t, join(folder, 'data'))
  await mine.mineCommits(path)
  const stopping = new AbortController()
  const { commits: first } = await mine.mineChanges(path, {
    signal: stopping.signal,
    onProgress: () => stopping.abort(),
  })
  const second = await mine.mineChanges(path)
  assert.deepEqual([first > 0, first + second.commits], [true, 3000])
  await assertEqualsGit(mine, path)
})

/** Every object as a file of its own. */
function unpack(path: string) {
  const packs = join(path, 'objects/pack')
  for (const name of readdirSync(packs).filter(name => name.endsWith('.pack'))) {
    const pack = readFileSync(join(packs, name))
    for (const ending of ['pack', 'idx', 'rev']) rmSync(join(packs, name.replace(/pack$/, ending)), { force: true })
    git(path, ['unpack-objects', '-q'], pack)
  }
}

function objectPath(path: string, hash: string) {
  return join(path, 'objects', hash.slice(0, 2), hash.slice(2))
}

function writeObject(path: string, hash: string, content: Buffer) {
  rmSync(objectPath(path, hash), { force: true })
  writeFileSync(objectPath(path, hash), content)
}

test('a HEAD that names no branch is told with the branches that there are', async t => {
  const folder = scratchFolder(t)
  const path = createRepository(join(folder, 'it.git'), everything)
  git(path, ['symbolic-ref', 'HEAD', 'refs/heads/gone'])
  const mine = openMine(t, join(folder, 'data'))
  const { commits, warnings } = await mine.mineCommits(path)
  assert.equal(commits, 0)
  assert.match(warnings[0]?.en ?? '', /^HEAD of .*it\.git names gone, a branch that is not there, beside main: run/)
})
