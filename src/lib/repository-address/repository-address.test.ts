import assert from 'node:assert/strict'
import { test } from 'node:test'
import { repositoryAddress } from './repository-address.ts'

const cases: [text: string, address: string | undefined][] = [
  ['https://github.com/left-pad/left-pad', 'https://github.com/left-pad/left-pad'],
  ['https://github.com/left-pad/left-pad.git', 'https://github.com/left-pad/left-pad'],
  ['git@github.com:left-pad/left-pad.git', 'https://github.com/left-pad/left-pad'],
  ['ssh://git@gitlab.example:2222/team/app.git', 'https://gitlab.example/team/app'],
  ['https://user:secret@forge.example/team/app/', 'https://forge.example/team/app'],
  ['https://forge.example:8443/team/app', 'https://forge.example:8443/team/app'],
  ['github.com/left-pad', 'https://github.com/left-pad'],
  ['/srv/git/app.git', undefined],
  ['../app', undefined],
  ['file:///srv/app', undefined],
  ['left-pad', undefined],
]

for (const [text, address] of cases) {
  test(`${text} is ${address ?? 'no repository on a forge'}`, () => assert.equal(repositoryAddress(text), address))
}
