import assert from 'node:assert/strict'
import { test } from 'node:test'
import { findKeyFiles } from './find-key-files.ts'

test('the files that matter are found in the root and where forges look for them', () => {
  const paths = [
    '.github/CODEOWNERS',
    '.github/SECURITY.md',
    '.mailmap',
    'CHANGELOG.md',
    'CODE_OF_CONDUCT.md',
    'COPYING.LESSER',
    'LICENSE',
    'LICENSE-MIT',
    'LICENSES/Apache-2.0.txt',
    'README.zh-CN.md',
    'docs/CONTRIBUTING.rst',
    'MAINTAINERS',
  ]
  assert.deepEqual(
    findKeyFiles(paths).map(({ kind, path }) => `${kind}: ${path}`),
    [
      'license: COPYING.LESSER',
      'license: LICENSE',
      'license: LICENSE-MIT',
      'license: LICENSES/Apache-2.0.txt',
      'readme: README.zh-CN.md',
      'contributing: docs/CONTRIBUTING.rst',
      'code-of-conduct: CODE_OF_CONDUCT.md',
      'security: .github/SECURITY.md',
      'code-owners: .github/CODEOWNERS',
      'changelog: CHANGELOG.md',
      'governance: MAINTAINERS',
      'mailmap: .mailmap',
    ],
  )
})

test('what only looks like one, or lies deeper, does not count', () => {
  const paths = [
    'src/LICENSE',
    'vendor/x/SECURITY.md',
    'security.ts',
    'license-policy.ts',
    'codeowners',
    'contributing/x.md',
  ]
  assert.deepEqual(findKeyFiles(paths), [])
})
