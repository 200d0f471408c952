import assert from 'node:assert/strict'
import { test } from 'node:test'
import { repositoryInLink } from './repository-in-link.ts'

const links: [link: string, repository: string | undefined][] = [
  ['https://github.com/rails/rails/tree/v7.2.1/railties', 'https://github.com/rails/rails'],
  ['http://www.github.com/o/n.git', 'https://github.com/o/n'],
  ['https://github.com/tidyverse/dplyr/issues', 'https://github.com/tidyverse/dplyr'],
  ['https://github.com/o/n.js#readme', 'https://github.com/o/n.js'],
  ['https://github.com/o/n.git/tree/main', 'https://github.com/o/n'],
  ['git@github.com:o/n.git', 'https://github.com/o/n'],
  ['https://github.com/o', undefined],
  ['https://github.com/orgs/o/repositories', undefined],
  ['https://gitlab.com/g/sub/p/-/issues', 'https://gitlab.com/g/sub/p'],
  ['https://gitlab.example.org/g/p/tree/main', 'https://gitlab.example.org/g/p'],
  ['https://gitlab.com/g/tree', 'https://gitlab.com/g/tree'],
  ['https://codeberg.org/o/n/src/branch/main', 'https://codeberg.org/o/n'],
  ['https://git.sr.ht/~o/n/tree', 'https://git.sr.ht/~o/n'],
  ['https://www.example.org/o/n', undefined],
  ['https://o.github.io/n/', undefined],
  ['no link', undefined],
]

for (const [link, repository] of links)
  test(`${link} leads into ${repository ?? 'no repository that it names'}`, () =>
    assert.equal(repositoryInLink(link), repository))
