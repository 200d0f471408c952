import assert from 'node:assert/strict'
import { mkdirSync, mkdtempSync, realpathSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { after, test } from 'node:test'
import { openFolderView } from './folder-view.ts'

const outside = realpathSync(mkdtempSync(join(tmpdir(), 'ospo-view-')))
after(() => rmSync(outside, { recursive: true }))
const root = join(outside, 'root')

function put(path: string, text = path) {
  mkdirSync(dirname(join(outside, path)), { recursive: true })
  writeFileSync(join(outside, path), text)
}

function link(path: string, target: string) {
  mkdirSync(dirname(join(root, path)), { recursive: true })
  symlinkSync(target, join(root, path))
}

put('secret')
put('root/usr/lib/os-release')
put('root/usr/share/doc/gcc/copyright')
put('root/a/b/c/d/deep')
put('root/.git/config')
link('etc/os-release', '../usr/lib/os-release')
link('lib', '/usr/lib')
link('usr/share/doc/libgcc', 'gcc')
link('up', '../../../../../../secret')
link('out', outside)
link('straight', join(outside, 'secret'))
link('round', 'round')
link('ping', 'pong')
link('pong', 'ping')

const everything = { wanted: () => true, enters: () => true }
const view = openFolderView(root)
const readText = async (path: string, limit?: number) => (await view.read(path, limit))?.toString()

test('all plain files are found, and links are not followed', async () => {
  assert.deepEqual(await view.find(everything), {
    paths: ['.git/config', 'a/b/c/d/deep', 'usr/lib/os-release', 'usr/share/doc/gcc/copyright'],
    cutShort: false,
    closed: [],
  })
})

test('only what is wanted is found, and only where one enters', async () => {
  const { paths } = await view.find({ wanted: path => /e/.test(path), enters: folder => folder !== 'a' })
  assert.deepEqual(
    paths,
    ['usr/lib/os-release', 'usr/share/doc/gcc/copyright'].filter(path => /e/.test(path)),
  )
})

test('links lead on within the folder, as if it were the root of all', async () => {
  assert.equal(await readText('etc/os-release'), 'root/usr/lib/os-release')
  assert.equal(await readText('lib/os-release'), 'root/usr/lib/os-release')
  assert.equal(await readText('usr/share/doc/libgcc/copyright'), 'root/usr/share/doc/gcc/copyright')
  assert.deepEqual(await view.list('lib'), ['os-release'])
})

test('nothing leads outside, nor round and round', async () => {
  const ways = ['up', 'straight', 'out/secret', '../secret', 'a/../../secret', 'round', 'ping/x', '\0', 'lib', '']
  for (const path of ways) assert.equal(await readText(path), undefined, path)
  assert.deepEqual(await view.list('out'), [])
  assert.deepEqual(await view.list('..'), ['lib', 'out', 'ping', 'pong', 'round', 'straight', 'up'])
})

test('a file over the limit is not read, nor one more once all that may be read was', async () => {
  assert.equal(await readText('a/b/c/d/deep', 16), undefined)
  assert.equal(await readText('a/b/c/d/deep', 17), 'root/a/b/c/d/deep')
  const small = openFolderView(root, { bytes: 30 })
  assert.equal((await small.read('a/b/c/d/deep'))?.length, 17)
  assert.equal(await small.read('a/b/c/d/deep'), undefined)
})

test('what is too deep, or too much, is left out, and that is told', async () => {
  const found = async (bounds: Parameters<typeof openFolderView>[1]) =>
    openFolderView(root, bounds).find({ ...everything, enters: folder => folder[0] === 'a' })
  assert.deepEqual(await found({ depth: 3 }), { paths: [], cutShort: true, closed: [] })
  assert.deepEqual(await found({ folders: 4 }), { paths: [], cutShort: true, closed: [] })
  assert.deepEqual(await found({ files: 0 }), { paths: [], cutShort: true, closed: [] })
  assert.deepEqual(await found({ depth: 4, folders: 5, files: 1 }), {
    paths: ['a/b/c/d/deep'],
    cutShort: false,
    closed: [],
  })
})

test('a folder that cannot be looked into is told', async () => {
  assert.deepEqual(await openFolderView(join(root, 'none')).find(everything), {
    paths: [],
    cutShort: false,
    closed: [''],
  })
})
