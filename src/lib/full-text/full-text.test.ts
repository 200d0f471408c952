import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { cutSnippet } from './snippet.ts'
import { countTerms, endOfPrefix, parseQuery, wordsOf } from './terms.ts'

const terms = (text: string) => [...countTerms(text).keys()]

test('case, accents and width do not matter', () => {
  assert.deepEqual(terms('Café CAFE ＣＡＦÉ'), ['wcafe'])
  assert.deepEqual(countTerms('Café CAFE ＣＡＦÉ').get('wcafe'), 3)
})

test('Chinese is cut into pairs, and stands apart from Latin words within it', () => {
  assert.deepEqual(terms('开源OSPO办'), ['c5f006e90', 'c6e90', 'wospo', 'c529e'])
})

test('a word of another script is one term', () => assert.deepEqual(terms('Ωμέγα'), ['c03c903bc03b503b303b1']))

test('every character of a text is found by itself, and so is every pair', () => {
  const wanted = (query: string) => parseQuery(query).map(({ term, prefix }) => `${term}${prefix ? '*' : ''}`)
  assert.deepEqual(wanted('术'), ['c672f*'])
  assert.deepEqual(wanted('开源办'), ['c5f006e90', 'c6e90529e'])
  assert.deepEqual(wanted('open sour'), ['wopen', 'wsour*'])
  assert.deepEqual(wanted('!?'), [])
})

test('the end of a prefix is behind all that begin with it and before all others', () => {
  const term = fc.stringMatching(/^[0-9a-z]{1,6}$/)
  fc.assert(
    fc.property(term, term, (rest, other) => {
      const prefix = `w${rest}`
      const end = endOfPrefix(prefix)
      assert.ok(prefix + other < end)
      const word = `w${other}`
      if (!word.startsWith(prefix)) assert.ok(word < prefix || word >= end, `${word} ${prefix} ${end}`)
    }),
  )
})

test('a snippet shows the first hit and marks all that are in it', () => {
  const marked = (text: string, query: string, size?: number) =>
    cutSnippet(text, wordsOf(query), size)
      .map(({ text, hit }) => (hit ? `[${text}]` : text))
      .join('')
  assert.equal(marked('Über uns: über', 'uber'), '[Über] uns: [über]')
  assert.equal(marked('关于开源办公室的指南', '开源办公室'), '关于[开源办公室]的指南')
  assert.equal(marked('resource source', 'source'), 'resource [source]')
  assert.equal(marked(`${'a '.repeat(100)}needle here`, 'needle', 40), '… a a a a [needle] here')
  assert.equal(marked('nothing of it', 'else', 7), 'nothing …')
})

test('the pieces of a snippet that shows all are the text', () => {
  fc.assert(
    fc.property(
      fc.string({ unit: 'grapheme', maxLength: 100 }),
      fc.string({ unit: 'grapheme', maxLength: 3 }),
      (text, query) => {
        const pieces = cutSnippet(text, wordsOf(query), 10_000)
        assert.equal(pieces.map(({ text }) => text).join(''), text.replaceAll(/\s+/g, ' ').trim())
      },
    ),
  )
})
