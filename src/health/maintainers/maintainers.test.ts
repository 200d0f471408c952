import assert from 'node:assert/strict'
import { test } from 'node:test'
import { findAliasFile, findMaintainerFiles } from './find-maintainer-files.ts'
import { parseAliases, parseMaintainers } from './parse-maintainers.ts'

/** Role and what names somebody, a line each. */
function read(path: string, text: string, aliases?: ReadonlyMap<string, readonly string[]>) {
  return parseMaintainers(path, text, aliases).map(({ role, name, email, login, team }) =>
    [role, name, email, login && `@${login}`, team && `team ${team}`].filter(Boolean).join(' '),
  )
}

test('files that say who decides are found anywhere near the top, but not among others’ code', () => {
  const paths = [
    ...['pkg/api/OWNERS', 'MAINTAINERS', '.github/CODEOWNERS', 'OWNERS', 'docs/MAINTAINERS.md', 'OWNERS_ALIASES'],
    ...['vendor/x/OWNERS', 'third_party/y/MAINTAINERS', 'a/b/c/d/e/OWNERS', 'src/owners.ts', 'MAINTAINERS.go'],
  ]
  assert.deepEqual(findMaintainerFiles(paths), [
    ...['MAINTAINERS', 'OWNERS', '.github/CODEOWNERS', 'docs/MAINTAINERS.md', 'pkg/api/OWNERS'],
  ])
  assert.equal(findAliasFile(paths), 'OWNERS_ALIASES')
})

test('code owners are accounts, teams and e-mails behind a pattern; comments and repetitions name nobody', () => {
  const text = `# @nobody owns this line
* @ana bo@acme.example
/docs/ @acme/writers @ana # @late
[Section][2] @cy
^[Optional]
/alone
`
  assert.deepEqual(read('CODEOWNERS', text), [
    'owner @ana',
    'owner bo@acme.example',
    'owner team acme/writers',
    'owner @cy',
  ])
})

test('owners in YAML approve or review, by alias or by themselves', () => {
  const aliases = parseAliases('aliases:\n  Leads:\n    - ana\n    - bo\n')
  const text = `approvers:\n  - leads\n  - cy@acme.example\nreviewers:\n  - di\nemeritus_approvers:\n  - old\nfilters:\n  ".*":\n    approvers: [eve]\n`
  assert.deepEqual(read('pkg/OWNERS', text, aliases), [
    ...['approver @ana', 'approver @bo', 'approver cy@acme.example', 'reviewer @di', 'approver @eve'],
  ])
  assert.deepEqual(read('OWNERS', 'approvers: [a: b: c\n'), [])
})

test('owners may be a line each', () => {
  const text = 'set noparent\nana@chromium.example\n# bo@x.example\nper-file *.cc=cy@x.example\nfile://other/OWNERS\n'
  assert.deepEqual(read('OWNERS', text), ['owner ana@chromium.example'])
})

test('maintainers of Linux are those behind M, reviewers those behind R, and lists and trees are nobody', () => {
  const text = `3C59X DRIVER
M:\tAna Abel <ana@kernel.example>
R:\tBo Berg <bo@kernel.example>
L:\tnetdev@vger.example
T:\tgit git://git.example/x.git
`
  assert.deepEqual(read('MAINTAINERS', text), [
    'maintainer Ana Abel ana@kernel.example',
    'reviewer Bo Berg bo@kernel.example',
  ])
})

test('lists and tables in prose name a person a line, until those who are past', () => {
  const text = `# Maintainers
| Name | Account | Company |
| Ana Abel (she) | [@ana](https://github.com/ana) | Acme |
* Bo Berg <bo@acme.example> (@bo)
See https://github.com/acme/project and ask @acme/maintainers.

## Emeritus
* @old
### Even older
* @older
## Again here
- @cy, @di
`
  assert.deepEqual(read('MAINTAINERS.md', text), [
    'maintainer Ana Abel @ana',
    'maintainer Bo Berg bo@acme.example @bo',
    'maintainer @cy',
    'maintainer @di',
  ])
})
