import assert from 'node:assert/strict'
import { createRequire } from 'node:module'
import { test } from 'node:test'
import { identifyLicense } from './identify-license.ts'
import { findSuccessor, isDeprecated } from './license-list.ts'
import { readOfficialTexts } from './license-texts.ts'

const list: Record<string, { licenseText: string }> = createRequire(import.meta.url)('spdx-license-list/full')

test('every official text is identified as itself, word for word and alone', () => {
  // Net-SNMP, deprecated, is a stack of other licenses, and found as such.
  const ids = Object.keys(list).filter(id => !isDeprecated(id) && !id.endsWith('+'))
  const wrong = ids.flatMap(id => {
    const matches = identifyLicense(official(id))
    const [first] = matches
    const isRight = matches.length === 1 && first?.score === 1 && [first.license, ...first.alternatives].includes(id)
    return isRight ? [] : [[id, matches]]
  })
  assert.equal(ids.length > 690, true)
  assert.deepEqual(wrong, [])
})

test('the text of a deprecated id is identified as its successor', () => {
  const ids = Object.keys(list).filter(id => findSuccessor(id))
  assert.equal(ids.length > 20, true)
  for (const id of ids) {
    const [first, ...others] = identifyLicense(official(id))
    assert.deepEqual(
      [[first?.license, ...(first?.alternatives ?? [])].includes(findSuccessor(id)), others],
      [true, []],
      id,
    )
  }
})

test('these licenses have the same text', () => {
  const sets = readOfficialTexts().flatMap(({ expressions }) => (expressions.length > 1 ? [expressions.join(' ')] : []))
  const gfdl = ['1.1', '1.2', '1.3'].map(version =>
    ['', 'invariants-', 'no-invariants-'].flatMap(variant => [
      `GFDL-${version}-${variant}only`,
      `GFDL-${version}-${variant}or-later`,
    ]),
  )
  const gnu = ['GPL-1.0', 'GPL-2.0', 'GPL-3.0', 'LGPL-2.0', 'LGPL-2.1', 'LGPL-3.0', 'AGPL-1.0', 'AGPL-3.0']
  const expected = [
    ...gnu.map(id => [`${id}-only`, `${id}-or-later`]),
    ...gfdl,
    ['CAL-1.0', 'CAL-1.0-Combined-Work-Exception'],
    ['MPL-2.0', 'MPL-2.0-no-copyleft-exception'],
    ['OFL-1.0', 'OFL-1.0-RFN', 'OFL-1.0-no-RFN'],
    ['OFL-1.1', 'OFL-1.1-RFN', 'OFL-1.1-no-RFN'],
  ]
  assert.deepEqual(sets.map(set => set.split(' ').sort()).sort(), expected.map(set => set.sort()).sort())
})

const disguises: [what: string, id: string, disguise: (text: string) => string][] = [
  ['in capitals', 'MIT', text => text.toUpperCase()],
  ['wrapped elsewhere', 'Apache-2.0', text => text.replaceAll(/(.{60}\S*) /g, '$1\n')],
  ['as a comment of C', 'BSD-3-Clause', text => `/*\n${text.replaceAll(/^/gm, ' * ')}\n */`],
  ['as a comment of a shell', 'ISC', text => text.replaceAll(/^/gm, '# ')],
  [
    'with a holder filled in',
    'MIT',
    text => text.replace('<year> <copyright holders>', '2019-2024 Example GmbH & friends'),
  ],
  [
    'with names all over',
    'BSD-3-Clause',
    text => text.replaceAll(/copyright holders?( and contributors)?/gi, 'Example Project'),
  ],
  ['with several holders', 'BSD-2-Clause', text => `Copyright 2001 Ann\nCopyright (C) 2002, Bob <b@c.de>\n${text}`],
  ['without its title', 'MIT', text => text.replace('MIT License', '')],
  ['under another title', 'MIT', text => text.replace('MIT License', '# The License of Example')],
  ['without its appendix', 'Apache-2.0', text => text.slice(0, text.indexOf('END OF TERMS'))],
  ['without its appendix', 'GPL-2.0-only', text => text.slice(0, text.indexOf('END OF TERMS'))],
  ['without the GPL behind it', 'LGPL-3.0-only', text => text.slice(0, text.indexOf('GNU GENERAL PUBLIC LICENSE\n'))],
  ['without what Creative Commons says of itself', 'CC0-1.0', text => text.slice(text.indexOf('Statement of Purpose'))],
  ['with other bullets', 'BSD-3-Clause', text => text.replaceAll(/^\s*\d\. /gm, '   * ')],
  ['with curly quotes', 'MPL-2.0', text => text.replaceAll(/"(\w)/g, '“$1').replaceAll('"', '”').replaceAll("'", '’')],
  ['in Markdown', 'Unlicense', text => `# License\n\n${text.replaceAll(/^/gm, '> ')}`],
  ['with the ends of lines of Windows', 'EPL-2.0', text => text.replaceAll('\n', '\r\n')],
  ['in British spelling', 'MPL-2.0', text => text.replaceAll('icense', 'icence')],
]

for (const [what, id, disguise] of disguises) {
  test(`${id} is known ${what}`, () => {
    const [match, ...others] = identifyLicense(disguise(official(id)))
    assert.deepEqual([match?.license, match?.score, others], [id, 1, []])
  })
}

test('several licenses in one file are found with their lines', () => {
  const mit = official('MIT').trim()
  const text = ['Parts of Example', '', mit, '', 'The rest of it', '', official('Zlib').trim(), mit].join('\n')
  const found = identifyLicense(text).map(({ license, score, fromLine }) => [
    license,
    score,
    text.split('\n')[fromLine - 1],
  ])
  assert.deepEqual(found, [
    ['MIT', 1, 'MIT License'],
    ['Zlib', 1, 'zlib License'],
    ['MIT', 1, 'MIT License'],
  ])
})

test('words that were slipped in are shown', () => {
  const text = official('MIT').replace('subject to the', 'but not to bakers or brewers, subject to the')
  const [match] = identifyLicense(text)
  assert.deepEqual([match?.license, match?.differences, match?.added], ['MIT', 6, ['but not to bakers or brewers,']])
})

test('a GNU license is named with what else its text may stand for', () => {
  const [match] = identifyLicense(official('GPL-3.0-only'))
  assert.deepEqual([match?.license, match?.alternatives], ['GPL-3.0-only', ['GPL-3.0-or-later']])
})

test('a text with too much left out or changed is not taken for the license', () => {
  const mit = official('MIT')
  assert.deepEqual(identifyLicense(mit.slice(0, mit.length / 2)), [])
  assert.deepEqual(identifyLicense(official('MPL-2.0').replaceAll('Covered Software', 'the Works so covered')), [])
})

test('a text that is no license is not taken for one', () => {
  assert.deepEqual(
    identifyLicense('This is the readme of a program under the MIT license. It is provided "as is".'),
    [],
  )
  assert.deepEqual(identifyLicense(''), [])
})

test('a very long text is read as far as licenses go', () => {
  const common = 'in no event shall the authors be liable for any claim damages or other liability '
  assert.deepEqual(identifyLicense(common.repeat(5_000)), [])
})

function official(id: string): string {
  return list[id]?.licenseText ?? ''
}
