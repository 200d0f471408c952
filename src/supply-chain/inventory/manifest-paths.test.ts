import assert from 'node:assert/strict'
import { test } from 'node:test'
import { lockfileReaders } from '../lockfiles/lockfile-readers.ts'
import { findManifestPaths, foldersOf, isAskedForMembers } from './manifest-paths.ts'

function find(paths: string[]): [path: string, reader: string, companions: Record<string, string>][] {
  return findManifestPaths(paths, lockfileReaders).map(({ path, reader, companions }) => [
    path,
    reader.name,
    Object.fromEntries(companions),
  ])
}

test('a file that accompanies another is not read a second time, alone it is', () => {
  assert.deepEqual(find(['go.mod', 'go.sum', 'tools/go.sum']), [
    ['go.mod', 'go-mod', { 'go.sum': 'go.sum' }],
    ['tools/go.sum', 'go-mod', {}],
  ])
})

test('companions below are found in all folders, installed packages left out', () => {
  assert.deepEqual(
    find(['a/Cargo.lock', 'a/Cargo.toml', 'a/b/c/Cargo.toml', 'a/vendor/d/Cargo.toml', 'e/Cargo.toml']),
    [
      ['a/Cargo.lock', 'cargo', { 'Cargo.toml': 'a/Cargo.toml', 'b/c/Cargo.toml': 'a/b/c/Cargo.toml' }],
      ['e/Cargo.toml', 'cargo-manifest', {}],
    ],
  )
})

test('a manifest is read on its own where no lockfile beside it or above covers it', () => {
  assert.deepEqual(
    find([
      'a/package-lock.json',
      'a/package.json',
      'a/b/c/package.json',
      'ab/package.json',
      'pyproject.toml',
      'a/uv.lock',
    ]),
    [
      ['a/package-lock.json', 'npm', { 'package.json': 'a/package.json' }],
      ['ab/package.json', 'npm-manifest', {}],
      ['pyproject.toml', 'python-manifest', {}],
      ['a/uv.lock', 'uv', {}],
    ],
  )
})

test('a lockfile that tells its workspaces leaves the manifests of other folders to themselves', () => {
  const own = ['a/uv.lock', 'a/pyproject.toml', 'a/in/pyproject.toml']
  const paths = [...own, 'a/out/pyproject.toml', 'a/examples/b/pyproject.toml']
  const [lockfile] = findManifestPaths(paths, lockfileReaders)
  assert.ok(lockfile && isAskedForMembers(lockfile, paths))
  const members = new Map([['a/uv.lock', foldersOf('a/uv.lock', ['.', 'in'])]])
  assert.deepEqual(
    findManifestPaths(paths, lockfileReaders, members).map(({ path }) => path),
    ['a/uv.lock', 'a/out/pyproject.toml'],
  )
  assert.equal(isAskedForMembers(lockfile, paths.slice(0, 2)), false)
})

test('each lockfile of workspaces tells the folders that it answers for', () => {
  const yarn = { 'package.json': '{"workspaces":["in/*"]}', 'in/a/package.json': '{}', 'out/package.json': '{}' }
  const cargo = {
    'Cargo.toml': '[workspace]',
    'in/Cargo.toml': '[package]\nname="a"',
    'out/Cargo.toml': '[package]\nname="b"',
    'broken/Cargo.toml': '[',
  }
  const told: [path: string, text: string, companions: Record<string, string>, folders: string[] | undefined][] = [
    [
      'uv.lock',
      '[[package]]\nname="a"\nsource={editable="in/a"}\n[[package]]\nname="b"\nsource={registry="x"}',
      {},
      ['.', 'in/a'],
    ],
    [
      'package-lock.json',
      '{"packages":{"":{},"in/a":{},"node_modules/a":{},"in/a/node_modules/c":{}}}',
      {},
      ['.', 'in/a'],
    ],
    ['package-lock.json', '{"lockfileVersion":1,"dependencies":{}}', {}, undefined],
    ['pnpm-lock.yaml', "lockfileVersion: '9.0'\nimporters:\n  .: {}\n  in/a: {}\n", {}, ['.', '.', 'in/a']],
    ['bun.lock', '{"workspaces":{"":{},"in/a":{}}}', {}, ['.', '', 'in/a']],
    ['yarn.lock', '# yarn lockfile v1\n', yarn, ['.', 'in/a']],
    ['yarn.lock', '# yarn lockfile v1\n', {}, undefined],
    [
      'yarn.lock',
      '__metadata:\n  version: 8\n"a@workspace:in/a":\n  resolution: "a@workspace:in/a"\n',
      {},
      ['.', 'in/a'],
    ],
    ['Cargo.lock', 'version = 4\n[[package]]\nname="a"\nversion="1.0.0"', cargo, ['.', 'in', 'broken']],
  ]
  for (const [path, text, companions, folders] of told)
    assert.deepEqual(lockfileReaders.find(reader => reader.reads(path))?.members?.(text, companions), folders, path)
})

test('a companion from elsewhere is read on its own all the same', () => {
  assert.deepEqual(find(['pom.xml', 'modules/pom.xml', 'modules/rig/pom.xml']), [
    ['pom.xml', 'maven', {}],
    ['modules/pom.xml', 'maven', { '../pom.xml': 'pom.xml' }],
    ['modules/rig/pom.xml', 'maven', { '../pom.xml': 'modules/pom.xml', '../../pom.xml': 'pom.xml' }],
  ])
})

test('manifests of installed packages, of test material and of templates are none of the project', () => {
  assert.deepEqual(
    find([
      'node_modules/a/package-lock.json',
      'third_party/b/go.mod',
      'test/fixtures/pom.xml',
      'src/test/resources/pom.xml',
      'ios/Pods/a/Package.swift',
      '{{ name }}/action.yml',
    ]),
    [],
  )
})
