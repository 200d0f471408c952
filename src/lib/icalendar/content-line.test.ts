import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import type { Property } from './component.ts'
import { formatProperty, parseContentLine } from './content-line.ts'

const name = fc.stringMatching(/^[A-Z][A-Z0-9-]{0,20}$/)
/** What a value may hold: no controls, and only whole characters. */
const text = fc.string({ unit: 'grapheme', maxLength: 120 }).map(value => value.replace(/\p{Cc}/gu, ''))
const line: fc.Arbitrary<Property> = fc.record({
  name,
  parameters: fc.array(
    fc.record({
      name,
      values: fc.array(fc.oneof(text, fc.constantFrom('"', '^', '^n', "^'", 'a\nb', ';:,')), {
        minLength: 1,
        maxLength: 3,
      }),
    }),
    { maxLength: 3 },
  ),
  value: text,
})

test('a line is read again as it was written, whatever stands in its parameters', () => {
  fc.assert(
    fc.property(line, property => {
      const unfolded = formatProperty(property).replaceAll('\r\n ', '').slice(0, -2)
      assert.deepEqual(parseContentLine(unfolded, 3), structuredClone(property))
    }),
  )
})

/** Throws where a character is not whole. */
const whole = new TextDecoder('utf-8', { fatal: true })

test('no line is longer than 75 octets, and none ends within a character', () => {
  fc.assert(
    fc.property(line, property => {
      const bytes = Buffer.from(formatProperty(property))
      const lines = bytes.toString('latin1').split('\r\n').slice(0, -1)
      assert.ok(lines.every(each => each.length <= 75))
      for (const each of lines) whole.decode(Buffer.from(each, 'latin1'))
    }),
    { examples: [[{ name: 'A', parameters: [{ name: 'A', values: ['\ufffd', ''] }], value: '' }]] },
  )
})

test('a line of 75 octets stays whole, and one of 76 does not', () => {
  const formatted = (size: number) => formatProperty({ name: 'X', parameters: [], value: 'v'.repeat(size - 2) })
  assert.equal(formatted(75), `X:${'v'.repeat(73)}\r\n`)
  assert.equal(formatted(76), `X:${'v'.repeat(73)}\r\n v\r\n`)
  assert.equal(
    formatProperty({ name: 'X', parameters: [], value: '日'.repeat(50) }),
    `X:${'日'.repeat(24)}\r\n ${'日'.repeat(24)}\r\n 日日\r\n`,
  )
})

test('nothing in a value or a parameter ends the line', () => {
  const hostile = 'a\r\nBEGIN:VEVENT\nb\u0000\u007f\t\ud800'
  assert.equal(
    formatProperty({ name: 'URL', parameters: [{ name: 'X', values: [`${hostile}"`] }], value: hostile }),
    `URL;X="a^nBEGIN:VEVENT^nb\t\ufffd^'":aBEGIN:VEVENTb\t\ufffd\r\n`,
  )
  for (const name of ['', 'A:B', 'A\r\nB', 'Ä']) {
    assert.throws(() => formatProperty({ name, parameters: [], value: '' }), RangeError)
    assert.throws(() => formatProperty({ name: 'A', parameters: [{ name, values: [''] }], value: '' }), RangeError)
  }
})

test('lines of other programs are read: small letters, quotes, several values, circumflexes', () => {
  assert.deepEqual(parseContentLine('attendee;cn="Doe; Jo";Member="mailto:a","mailto:b";x=^n^^n^\'^:mailto:c', 9), {
    name: 'ATTENDEE',
    parameters: [
      { name: 'CN', values: ['Doe; Jo'] },
      { name: 'MEMBER', values: ['mailto:a', 'mailto:b'] },
      { name: 'X', values: ['\n^n"^'] },
    ],
    value: 'mailto:c',
  })
})

test('what is no line with a name and a value is none', () => {
  const lines = ['', 'SUMMARY', ':x', 'A;B:c', 'A;B="c:d', 'A;=b:c', 'A B:c', 'A;B=c"d":e', 'Ä:b']
  assert.deepEqual(
    lines.map(each => parseContentLine(each, 9)),
    lines.map(() => undefined),
  )
  assert.equal(parseContentLine('A;B=1;C=2;D=3:x', 2), 'too-many-parameters')
})
