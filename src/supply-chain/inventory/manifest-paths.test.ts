import assert from 'node:assert/strict'
import { test } from 'node:test'
import { lockfileReaders } from '../lockfiles/lockfile-readers.ts'
import { findManifestPaths } from './manifest-paths.ts'

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
