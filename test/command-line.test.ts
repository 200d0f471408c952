import assert from 'node:assert/strict'
import { execFileSync, spawn, spawnSync } from 'node:child_process'
import { chmodSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, test } from 'node:test'

const program = join(import.meta.dirname, '../bin/ospo.js')
const folder = mkdtempSync(join(tmpdir(), 'ospo-cli-'))
after(() => rmSync(folder, { recursive: true, force: true }))

function ospo(...args: string[]) {
  const { stdout, stderr, status } = spawnSync(process.execPath, [program, ...args], {
    cwd: folder,
    encoding: 'utf8',
    env: { ...process.env, LANG: 'C', OSPO_LANG: 'en', OSPO_DATA: join(folder, 'data') },
  })
  return { stdout, stderr, status }
}

function make(name: string, files: Record<string, string>) {
  const path = join(folder, name)
  mkdirSync(path, { recursive: true })
  for (const [file, text] of Object.entries(files)) writeFileSync(join(path, file), text)
  return path
}

const gitIdentity = {
  GIT_AUTHOR_NAME: 'Ada',
  GIT_AUTHOR_EMAIL: 'ada@a.example',
  GIT_COMMITTER_NAME: 'Ada',
  GIT_COMMITTER_EMAIL: 'ada@a.example',
}

function makeRepository(name: string, files: Record<string, string>) {
  const path = make(name, files)
  const git = (...args: string[]) =>
    execFileSync('git', ['-C', path, ...args], { env: { ...process.env, ...gitIdentity } })
  git('init', '--quiet', '--initial-branch=main')
  git('add', '--all')
  git('commit', '--quiet', '--allow-empty', '--message', 'Begin')
  return path
}

function lock(packages: Record<string, { version: string; license?: string }>) {
  const entries = Object.entries(packages).map(([name, about]) => [`node_modules/${name}`, about])
  return JSON.stringify({ name: 'x', lockfileVersion: 3, packages: Object.fromEntries(entries) })
}

/** Each mistake, and the one sentence that it gets. None is a stack trace. */
const mistakes: [what: string, args: string[], sentence: RegExp][] = [
  ['a command that does not exist', ['sacn', '.'], /^ospo has no command sacn: “ospo help” lists those that it has\n$/],
  [
    'a part of a command that does not exist',
    ['badge', 'lsit'],
    /^ospo has no command badge lsit\. Of badge it has:\n {2}ospo badge list/,
  ],
  ['a command without its part', ['badge'], /^After badge say what to do:\n {2}ospo badge list/],
  ['an option that does not exist', ['scan', '--fast', '.'], /^Unknown option '--fast'; usage: ospo scan PATH…/],
  ['a folder that does not exist', ['scan', 'nowhere'], /^There is no folder .*nowhere: check the spelling/],
  ['a file in the place of a folder', ['scan', 'plain.txt'], /plain\.txt is a file: give the folder that it lies in/],
  ['a project that does not exist', ['health', 'nothing'], /^There is no folder .*nothing/],
  ['a missing path', ['components'], /^PATH\|PROJECT is missing; usage: ospo components/],
  ['a policy that does not exist', ['check', '.', '--policy', 'none.yaml'], /^none\.yaml cannot be read \(ENOENT\)/],
  ['a policy with a mistake', ['check', '.', '--policy', 'bad.yaml'], /^bad\.yaml:2: rules/],
  ['a policy that is no YAML', ['check', '.', '--policy', 'broken.yaml'], /^broken\.yaml:3: /],
  [
    'a policy that names no class',
    ['check', '.', '--policy', 'class.yaml'],
    /^class\.yaml:3: there is no class \{free\}/,
  ],
  [
    'a format that does not exist',
    ['check', '.', '--format', 'xml'],
    /^--format xml is none: it takes text, json or sarif/,
  ],
  ['a day that is none', ['health', 'fine', '--from', 'May'], /^The input does not fit: .*from/],
  ['a metric that does not exist', ['health', 'fine', '--metric', 'luck'], /^There is no metric luck: there are /],
  [
    'a metric that does not exist, before a folder is',
    ['health', 'nothing', '--metric', 'luck'],
    /^There is no metric luck/,
  ],
  [
    'an option that is given twice',
    ['health', 'fine', '--metric', 'commits', '--metric', 'lines'],
    /^--metric is given twice: give it once, .*; usage: ospo health /,
  ],
  [
    'a project beside all projects',
    ['health', 'fine', '--portfolio'],
    /^--portfolio is all projects: leave it out, or the names of projects; usage: ospo health /,
  ],
  [
    'a project beside all projects in a report',
    ['metric', 'commits', 'fine', '--portfolio'],
    /^--portfolio is all projects: leave it out, or the names of projects; usage: ospo metric /,
  ],
  [
    'a server that does not answer',
    ['projects', '--server', 'http://127.0.0.1:9'],
    /^No ospo answers at 127\.0\.0\.1:9/,
  ],
  ['a server that is no address', ['projects', '--server', 'here'], /^--server here is no address/],
  ['a port that is none', ['up', '--port', 'many'], /^--port many is no port/],
]

make('.', {
  'plain.txt': '',
  'bad.yaml': 'name: x\nrules: 7\n',
  'broken.yaml': 'name: x\nrules: [\n',
  'class.yaml': 'name: x\nrules:\n  - licenses: ["{free}"]\n    verdict: allow\n    reason: x\n',
})
makeRepository('fine', { 'package-lock.json': lock({ a: { version: '1.0.0', license: 'MIT' } }) })

for (const [what, args, sentence] of mistakes) {
  test(`${what} gets one sentence, and exit code 2`, () => {
    const { stdout, stderr, status } = ospo(...args)
    assert.match(stderr, sentence)
    assert.doesNotMatch(stderr, /^\s+at /m)
    assert.doesNotMatch(stderr, /^(?<line>.+)\n\k<line>$/m)
    assert.deepEqual([stdout, status], ['', 2])
  })
}

test('the sentence is in Chinese for who asks for it', () => {
  assert.match(ospo('scan', 'nowhere', '--lang', 'zh').stderr, /^文件夹 .*nowhere 不存在/)
})

test('help names every command, and --help what one takes', () => {
  const { stdout, status } = ospo('--help')
  for (const name of ['up', 'scan', 'projects', 'health', 'components', 'check', 'token create'])
    assert.match(stdout, new RegExp(`ospo ${name}`))
  assert.equal(status, 0)
  assert.match(ospo('check', '--help').stdout, /--policy FILE/)
})

test('check is a gate: 0 when all is well, 1 on what is denied, 2 when a file could not be read', () => {
  assert.equal(ospo('check', 'fine').status, 0)
  make('denied', { 'package-lock.json': lock({ a: { version: '1.0.0', license: 'AGPL-3.0-only' } }) })
  const denied = ospo('check', 'denied')
  assert.match(denied.stdout, /^deny {2}pkg:npm\/a@1\.0\.0 {2}AGPL-3\.0-only/)
  assert.equal(denied.status, 1)
  make('broken', { 'package-lock.json': '{' })
  const broken = ospo('check', 'broken')
  assert.match(broken.stderr, /^package-lock\.json cannot be read \(/)
  assert.equal(broken.status, 2)
})

test('check --strict also stops at what needs a review', () => {
  make('unclear', { 'package-lock.json': lock({ a: { version: '1.0.0' } }) })
  assert.equal(ospo('check', 'unclear').status, 0)
  assert.equal(ospo('check', 'unclear', '--strict').status, 1)
})

test('check heeds the policy it is given, and speaks JSON and SARIF', () => {
  make('.', {
    'ours.yaml': 'name: ours\nrules:\n  - licenses: ["MIT"]\n    verdict: deny\n    reason: no more of it\n',
  })
  const json = JSON.parse(ospo('check', 'fine', '--policy', 'ours.yaml', '--json').stdout)
  assert.deepEqual(json.verdicts, { allow: 0, review: 0, deny: 1, waived: 0 })
  const sarif = JSON.parse(ospo('check', 'fine', '--policy', 'ours.yaml', '--format', 'sarif').stdout)
  const [{ results }] = sarif.runs
  assert.deepEqual(
    results.map(({ ruleId, level, message }: { ruleId: string; level: string; message: { text: string } }) => [
      ruleId,
      level,
      message.text,
    ]),
    [['license-denied', 'error', 'pkg:npm/a@1.0.0: MIT: no more of it']],
  )
})

test('one bad folder does not keep the others from being scanned', () => {
  const { stdout, stderr, status } = ospo('scan', 'nowhere', 'fine')
  assert.match(stderr, /There is no folder .*nowhere/)
  assert.match(stdout, /^fine +1 +1 /m)
  assert.equal(status, 2)
})

test('an empty repository, a shallow clone and a folder without git are told of, and analysed as far as they go', () => {
  const empty = make('empty', {})
  execFileSync('git', ['-C', empty, 'init', '--quiet', '--initial-branch=main'])
  const source = makeRepository('deep', { a: '1' })
  execFileSync('git', ['-C', source, 'commit', '--quiet', '--allow-empty', '--message', 'More'], {
    env: { ...process.env, ...gitIdentity },
  })
  execFileSync('git', ['clone', '--quiet', '--depth=1', `file://${source}`, join(folder, 'shallow')])
  make('plain', { 'package-lock.json': lock({ b: { version: '2.0.0', license: 'MIT' } }) })

  const { stdout, stderr, status } = ospo('scan', 'empty', 'shallow', 'plain')
  assert.match(stderr, /empty has no commits yet/)
  assert.match(stderr, /shallow is a shallow clone/)
  assert.match(stdout, /^shallow +1 /m)
  assert.match(stdout, /^plain +0 +0 +– +– +1 /m)
  assert.equal(status, 0)
})

test('a worktree, a submodule and a bare repository are projects, and a worktree does not count twice', () => {
  const main = makeRepository('house/main', { a: '1' })
  const git = (...args: string[]) =>
    execFileSync('git', ['-C', main, '-c', 'protocol.file.allow=always', ...args], {
      env: { ...process.env, ...gitIdentity },
      stdio: 'pipe',
    })
  git('worktree', 'add', '--quiet', join(folder, 'house/tree'))
  git('submodule', '--quiet', 'add', join(folder, 'fine'), 'part')
  git('clone', '--quiet', '--bare', main, join(folder, 'house/store.git'))
  const data = ['--data', join(folder, 'house-data')]
  const { projects } = JSON.parse(ospo('scan', 'house', '--json', ...data).stdout)
  assert.deepEqual(
    projects.map(({ id, kind }: { id: string; kind: string }) => [id, kind]),
    [
      ['main', 'repository'],
      ['part', 'submodule'],
      ['store', 'bare'],
      ['tree', 'worktree'],
    ],
  )
})

test('a lock file that breaks keeps its components until it is mended', () => {
  const path = makeRepository('fragile', { 'package-lock.json': lock({ a: { version: '1.0.0', license: 'MIT' } }) })
  const data = ['--data', join(folder, 'fragile-data')]
  ospo('scan', path, ...data)
  writeFileSync(join(path, 'package-lock.json'), '{')
  const { status } = ospo('scan', path, ...data)
  assert.equal(status, 0)
  const { manifests, components } = JSON.parse(ospo('components', 'fragile', '--json', ...data).stdout)
  assert.match(manifests[0].problem.en, /^package-lock\.json cannot be read/)
  assert.deepEqual(
    components.map(({ purl }: { purl: string }) => purl),
    ['pkg:npm/a@1.0.0'],
  )
})

test('a port that is taken, and data that another ospo works on, are told in a sentence', async () => {
  const taken = createServer().listen(0, '127.0.0.1')
  await new Promise(resolve => taken.once('listening', resolve))
  const address = taken.address()
  const port = String(typeof address === 'object' && address ? address.port : 0)
  assert.match(
    ospo('up', 'fine', '--port', port).stderr,
    new RegExp(`^Port ${port} on 127.0.0.1 is taken: choose another with --port`),
  )
  taken.close()

  const data = join(folder, 'busy-data')
  const first = spawn(process.execPath, [program, 'up', 'fine', '--port', '0', '--data', data], { cwd: folder })
  await new Promise(resolve => first.stdout.once('data', resolve))
  const second = ospo('up', '--port', '0', '--data', data)
  assert.match(
    second.stderr,
    /^Another ospo works on .*busy-data: use that one, stop it, or choose another folder with --data/,
  )
  // A command is another matter: the one that runs does its work.
  assert.equal(ospo('scan', 'fine', '--data', data).status, 0)
  const ended = new Promise(resolve => first.once('exit', resolve))
  first.kill('SIGTERM')
  assert.equal(await ended, 0)
})

test('killed at any moment, the next start goes on and comes to the same', async () => {
  const path = makeRepository('killed', { 'package-lock.json': lock({ a: { version: '1.0.0', license: 'MIT' } }) })
  const data = ['--data', join(folder, 'killed-data')]
  for (const delay of [150, 250, 350, 450, 600]) {
    const child = spawn(process.execPath, [program, 'scan', path, ...data], { cwd: folder, stdio: 'ignore' })
    const ended = new Promise(resolve => child.once('exit', resolve))
    setTimeout(() => child.kill('SIGKILL'), delay)
    await ended
  }
  const { projects, failed } = JSON.parse(ospo('scan', path, '--json', ...data).stdout)
  const [{ summary }] = projects
  assert.deepEqual([projects.length, failed], [1, []])
  assert.deepEqual([summary.history.commits, summary.history.contributors, summary.components], [1, 1, 1])
})

test('a data folder that may not be written is told of', {
  skip: process.getuid?.() === 0 && 'root may write anywhere',
}, () => {
  const closed = make('closed', {})
  chmodSync(closed, 0o500)
  assert.match(ospo('projects', '--data', join(closed, 'data')).stderr, /^The data folder .* cannot be written/)
})

test('a data folder that is a file is told of', () => {
  assert.match(ospo('projects', '--data', 'plain.txt').stderr, /^The data folder .*plain\.txt cannot be written \(/)
})

test('check and components keep nothing where there is no office yet', () => {
  const clean = join(folder, 'clean')
  mkdirSync(clean)
  const { status } = spawnSync(process.execPath, [program, 'check', join(folder, 'fine')], {
    cwd: clean,
    env: { ...process.env, OSPO_DATA: '' },
  })
  assert.equal(status, 0)
  assert.equal(spawnSync('ls', ['-A', clean], { encoding: 'utf8' }).stdout, '')
})
