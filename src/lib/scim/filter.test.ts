import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import type { Attribute } from './attribute.ts'
import { parseFilter, parsePath } from './filter.ts'
import { matches } from './match-filter.ts'
import { ScimError } from './scim-error.ts'

const text = { type: 'string', multiValued: false, required: false, mutability: 'readWrite' } as const
const attributes: Attribute[] = [
  { ...text, name: 'userName' },
  { ...text, name: 'externalId', caseExact: true },
  { ...text, name: 'active', type: 'boolean' },
  { ...text, name: 'age', type: 'integer' },
  { ...text, name: 'meta', type: 'complex', subAttributes: [{ ...text, name: 'lastModified', type: 'dateTime' }] },
  { ...text, name: 'name', type: 'complex', subAttributes: [{ ...text, name: 'familyName' }] },
  {
    ...text,
    name: 'emails',
    type: 'complex',
    multiValued: true,
    subAttributes: [
      { ...text, name: 'value' },
      { ...text, name: 'type' },
      { ...text, name: 'primary', type: 'boolean' },
    ],
  },
]
const schema = { id: 'urn:ietf:params:scim:schemas:core:2.0:User', attributes }
const barbara = {
  userName: 'bjensen',
  externalId: 'Ext-1',
  active: true,
  age: 41,
  name: { familyName: "O'Malley" },
  meta: { lastModified: '2026-05-13T04:42:34Z' },
  emails: [
    { value: 'barbara@example.com', type: 'work', primary: true },
    { value: 'babs@home.example', type: 'home' },
  ],
}

const answers: [string, boolean][] = [
  ['userName eq "bjensen"', true],
  ['userName eq "BJensen"', true],
  ['USERNAME Eq "bjensen"', true],
  ['urn:ietf:params:scim:schemas:core:2.0:User:userName sw "bj"', true],
  ['urn:ietf:params:scim:schemas:extension:enterprise:2.0:User:userName sw "bj"', false],
  ['userName ew "sen"', true],
  ['userName ne "bjensen"', false],
  ['userName co "jen" and active eq true', true],
  ['externalId eq "ext-1"', false],
  ['externalId eq "Ext-1"', true],
  ['name.familyName co "O\'Malley"', true],
  ['active eq "True"', true],
  ['active eq false', false],
  ['age gt 40 and age le 41', true],
  ['age lt 41', false],
  ['meta.lastModified gt "2026-05-13T04:42:33.999Z"', true],
  ['meta.lastModified ge "2026-05-13T06:42:34+02:00"', true],
  ['title pr', false],
  ['not (title pr)', true],
  ['title ne "Boss"', true],
  ['title eq null', true],
  ['userName eq null', false],
  ['name pr and emails pr', true],
  ['emails eq "BABS@home.example"', true],
  ['emails.type eq "home"', true],
  ['emails[type eq "work" and value co "@example.com"]', true],
  ['emails[type eq "home" and value co "@example.com"]', false],
  ['emails[not (type eq "work")]', true],
  ['emails[type eq "work"].value eq "barbara@example.com"', true],
  ['emails[type eq "home"].value eq "barbara@example.com"', false],
  // What stands in brackets binds; and before or; not before both.
  ['userName eq "x" and active eq false or age eq 41', true],
  ['userName eq "x" and (active eq false or age eq 41)', false],
  ['not (userName eq "bjensen" or age eq 1)', false],
  ['not (userName eq "x" and age eq 41)', true],
  ['userName eq "a\\"b) or (x"', false],
]

for (const [filter, answer] of answers)
  test(`${filter} is ${answer} of Barbara`, () => assert.equal(matches(parseFilter(filter), barbara, schema), answer))

const unreadable = [
  '',
  'userName',
  'userName eq',
  'userName xx "a"',
  'userName eq bjensen',
  'userName eq "bjensen',
  'userName eq constructor',
  '(userName eq "a"',
  'userName eq "a")',
  'userName eq "a" and',
  'or userName eq "a"',
  'emails[type eq "work"',
  'a.b.c eq 1',
  '1a eq 1',
  `${'('.repeat(60)}a pr${')'.repeat(60)}`,
  'x'.repeat(30_000),
  `userName eq ${'"\\'.repeat(9000)}`,
]

for (const filter of unreadable)
  test(`the filter ${filter.slice(0, 40)} is refused in a sentence`, () => {
    assert.throws(
      () => parseFilter(filter),
      (error: unknown) => {
        assert.ok(error instanceof ScimError)
        assert.equal(error.scimType, 'invalidFilter')
        assert.match(error.text.en, /^The filter “.*” cannot be read$/s)
        return true
      },
    )
  })

test('what is true or false has no order', () => {
  assert.throws(() => matches(parseFilter('active gt true'), barbara, schema), ScimError)
})

test('whatever is written is read or refused, and nothing else happens', () => {
  const words = [
    'userName',
    'eq',
    'and',
    'or',
    'not',
    '(',
    ')',
    '[',
    ']',
    '"a"',
    'true',
    'pr',
    'emails',
    '.value',
    '"',
    '\\',
  ]
  fc.assert(
    fc.property(fc.array(fc.oneof(fc.constantFrom(...words), fc.string()), { maxLength: 12 }), parts => {
      try {
        assert.equal(typeof matches(parseFilter(parts.join(' ')), barbara, schema), 'boolean')
      } catch (error) {
        assert.ok(error instanceof ScimError, String(error))
      }
    }),
  )
})

test('a path names an attribute, which of its values, and what of those', () => {
  assert.deepEqual(parsePath('userName'), { attribute: 'userName' })
  assert.deepEqual(parsePath('name.familyName'), { attribute: 'name', sub: 'familyName' })
  assert.deepEqual(parsePath('urn:ietf:params:scim:schemas:core:2.0:User:name.familyName'), {
    schema: 'urn:ietf:params:scim:schemas:core:2.0:User',
    attribute: 'name',
    sub: 'familyName',
  })
  assert.deepEqual(parsePath('emails[type eq "work"].value'), {
    attribute: 'emails',
    filter: { is: 'compare', path: { attribute: 'type' }, by: 'eq', value: 'work' },
    sub: 'value',
  })
  for (const path of ['', 'a b', 'members[', 'members[value eq "1"]x', 'a.b.c', '"a"'])
    assert.throws(() => parsePath(path), { scimType: 'invalidPath' }, path)
})
