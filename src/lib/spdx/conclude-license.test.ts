import assert from 'node:assert/strict'
import { createRequire } from 'node:module'
import { test } from 'node:test'
import { concludeLicense } from './conclude-license.ts'
import { formatExpression } from './expression.ts'

const list: Record<string, { licenseText: string }> = createRequire(import.meta.url)('spdx-license-list/full')

const orLater = `This program may be redistributed under the terms of the GNU General Public License as published by the
Free Software Foundation, either version 2 of the License, or (at your option) any later version.`

const cases: [what: string, text: string, expression: string | undefined, basis: string | undefined][] = [
  ['a text', of('MIT'), 'MIT', 'text'],
  ['two texts', `${of('MIT')}\n\n${of('ISC')}`, 'MIT AND ISC', 'text'],
  [
    'two texts and a choice',
    `Example is licensed under either of the Apache License, Version 2.0 or the MIT license, at your option.\n\n${of('MIT')}\n${of('Apache-2.0')}`,
    'Apache-2.0 OR MIT',
    'text',
  ],
  ['a tag alone', '// SPDX-License-Identifier: MIT OR ISC', 'MIT OR ISC', 'tag'],
  ['a tag that offers the text and another', `SPDX-License-Identifier: MIT OR ISC\n${of('MIT')}`, 'MIT OR ISC', 'tag'],
  ['a tag that says something else than the text', `SPDX-License-Identifier: ISC\n${of('MIT')}`, 'ISC AND MIT', 'text'],
  ['a GNU license', of('GPL-2.0-only'), 'GPL-2.0-only', 'text'],
  ['a GNU license and later ones', `${orLater}\n\n${of('GPL-2.0-only')}`, 'GPL-2.0-or-later', 'text'],
  ['the notice of a GNU license', orLater, 'GPL-2.0-or-later', 'notice'],
  [
    'the notice of one version',
    'Licensed under the GNU Lesser General Public License, version 2.1',
    'LGPL-2.1-only',
    'notice',
  ],
  ['LGPL with the GPL it adds to', `${of('GPL-3.0-only')}\n${lesser()}`, 'LGPL-3.0-only', 'text'],
  [
    'an exception behind its license',
    `${of('GPL-2.0-only')}\n${of('GPL-2.0-with-classpath-exception')}`,
    'GPL-2.0-only WITH Classpath-exception-2.0',
    'text',
  ],
  [
    'an exception that has no text of its own',
    `${of('Apache-2.0')}\n---- LLVM Exceptions to the Apache 2.0 License ----\n\nAs an exception …`,
    'Apache-2.0 WITH LLVM-exception',
    'text',
  ],
  [
    'a restriction before the license',
    `"Commons Clause" License Condition v1.0\n\nThe right to sell is not granted.\n\n${of('MIT')}`,
    'MIT AND LicenseRef-Commons-Clause',
    'text',
  ],
  ['the notice of Apache', appendixOfApache(), 'Apache-2.0', 'notice'],
  ['a dual license', 'Example is dual-licensed under the Unlicense and MIT licenses.', 'Unlicense OR MIT', 'notice'],
  [
    'a tag and a restriction',
    'SPDX-License-Identifier: MIT\n"Commons Clause" License Condition v1.0',
    'MIT AND LicenseRef-Commons-Clause',
    'tag',
  ],
  [
    'two files named',
    'Available under the terms of either LICENSE.APACHE2 or LICENSE.MIT.',
    'Apache-2.0 OR MIT',
    'notice',
  ],
  ['nothing known', 'All rights reserved. Ask us.', undefined, undefined],
]

for (const [what, text, expression, basis] of cases) {
  test(`${what} is read as ${expression ?? 'nothing'}`, () => {
    const conclusion = concludeLicense(text)
    assert.deepEqual(
      [conclusion.expression && formatExpression(conclusion.expression), conclusion.basis],
      [expression, basis],
    )
  })
}

test('it is said when later versions are open, when words differ and when there is more to read', () => {
  const gpl = of('GPL-2.0-only').replace('verbatim copies of the', 'verbatim or other copies of the')
  const { remarks } = concludeLicense(`${gpl}\n\n${'And furthermore you owe us something. '.repeat(20)}`)
  assert.deepEqual(
    remarks.map(({ en }) => en.replaceAll(/\d+/g, 'N')),
    [
      'The text is the same for GPL-N.N-only and GPL-N.N-or-later; only notices in the sources say whether later versions count',
      'The text of GPL-N.N-only from line N on differs from the official one in N words, adding “or other”',
      'About N more words stand beside the license texts; read them for further terms',
    ],
  )
})

test('there is nothing to remark on a plain text', () => {
  assert.deepEqual(concludeLicense(of('MIT')).remarks, [])
})

function of(id: string): string {
  return list[id]?.licenseText ?? ''
}

function lesser(): string {
  const text = of('LGPL-3.0-only')
  return text.slice(0, text.indexOf('GNU GENERAL PUBLIC LICENSE\n'))
}

function appendixOfApache(): string {
  const text = of('Apache-2.0')
  return text.slice(text.indexOf('Licensed under the Apache License'))
}
