import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { withoutParties } from './license-parties.ts'
import { hashWord, readWords } from './license-words.ts'

const same = [
  ['capitals, spaces and line ends', 'Do As You\r\n\tLike', 'do as you like'],
  ['punctuation and quotes', '“Software”, the ‘Work’ – as-is', '"software" the work -- as is'],
  ['marks of comments', ' * do as\n// you like\n# it\n;; a lot\ndnl too', 'do as you like it a lot too'],
  ['bullets', '1. keep\n2.1 copy\n(c) share\n- sell\n• use\niv) lend', 'keep copy share sell use lend'],
  ['items in a running text', 'you may (i) copy (ii) sell', 'you may copy sell'],
  ['rulers', '=====\nterms\n-----', 'terms'],
  ['notices of copyright', 'Copyright (c) 2020 Ann Example\nCopyright Example Corp. and others\nfree', 'free'],
  ['a notice before the terms on the same line', '(c) 2020 Ann. All rights reserved. Use it', 'use it'],
  ['spellings', 'The licence is authorised, whilst analysed', 'the license is authorized while analysed'],
  ['sub-license, sub license', 'sub-license', 'sublicense'],
  ['non-infringement', 'NON-INFRINGEMENT', 'noninfringement'],
  ['copyright holders and owners', 'the copyright owner', 'the copyright holder'],
  ['an ampersand', 'terms & conditions', 'terms and conditions'],
  ['and/or', 'copy and/or sell', 'copy and sell'],
  ['http and https', 'https://example.org/a', 'http://example.org/a'],
  ['placeholders', 'by <name of author> [yyyy] {{ project }} {who}', 'by'],
  ['HTML', '<p>do&nbsp;as <b>you</b> like</p>', 'do as you like'],
  ['addresses in angle brackets', '<https://example.org>', 'https://example.org'],
  ['links of Markdown', 'the [terms](https://example.org/terms)', 'the terms'],
] as const

for (const [what, one, other] of same) {
  test(`${what} make no difference`, () => assert.deepEqual(readWords(one).words, readWords(other).words))
}

const different = [
  ['other words', 'you may copy', 'you must copy'],
  ['the copyright notice that a license speaks of', 'above\ncopyright notice, this list', 'above this list'],
  ['copyright holders at the start of a line', 'COPYRIGHT HOLDERS BE LIABLE', ''],
  ['an (s) after a word', 'the holder(s)', 'the holder'],
  ['ideographs', '您可以复制', '您可以出售'],
] as const

for (const [what, one, other] of different) {
  test(`${what} make a difference`, () => assert.notDeepEqual(readWords(one).words, readWords(other).words))
}

test('a word is told by where it stands', () => {
  const { words, offsets } = readWords('// Copyright 2020 Ann\n// Free  software')
  assert.deepEqual([...words], [hashWord('free'), hashWord('software')])
  assert.deepEqual([...offsets], [25, 31])
})

test('who is meant makes no difference where templates leave it open', () => {
  const bsd = (who: string, clause: string) =>
    `${clause} be used to endorse products. IT IS PROVIDED BY ${who} "AS IS". IN NO EVENT SHALL ${who} BE LIABLE.`
  assert.deepEqual(
    withoutParties(readWords(bsd('THE FOO PROJECT, INC.', 'Neither the name of Foo nor the names of its friends may')))
      .words,
    withoutParties(readWords(bsd('THE COPYRIGHT HOLDERS', 'The name of the author may not'))).words,
  )
})

test('no text makes it throw, and every offset is in the text', () => {
  const piece = fc.constantFrom(
    'Copyright',
    ' (c) ',
    '<',
    '>',
    '[year',
    ']',
    '{',
    '&',
    '&#1;',
    '](',
    '(a)',
    '\n',
    '\r',
    '1.',
    ' ',
    'İ',
    '软件',
    'a',
    '-',
  )
  fc.assert(
    fc.property(fc.array(piece), pieces => {
      const text = pieces.join('')
      const { words, offsets } = readWords(text)
      assert.equal(words.length, offsets.length)
      assert.equal(
        offsets.every((offset, index) => offset < text.length && offset > (offsets[index - 1] ?? -1)),
        true,
      )
    }),
  )
})
