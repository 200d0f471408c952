import assert from 'node:assert/strict'
import { test } from 'node:test'
import { applyPatch } from './apply-patch.ts'
import type { Attribute, Resource, ResourceSchema } from './attribute.ts'
import { normalize, requireAttributes } from './normalize.ts'
import { parseOperations, patchSchema } from './patch-operation.ts'

const text = { type: 'string', multiValued: false, required: false, mutability: 'readWrite' } as const
const attributes: Attribute[] = [
  { ...text, name: 'id', mutability: 'readOnly' },
  { ...text, name: 'userName', required: true },
  { ...text, name: 'active', type: 'boolean' },
  { ...text, name: 'displayName' },
  {
    ...text,
    name: 'name',
    type: 'complex',
    subAttributes: [
      { ...text, name: 'givenName' },
      { ...text, name: 'familyName' },
    ],
  },
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
  {
    ...text,
    name: 'members',
    type: 'complex',
    multiValued: true,
    subAttributes: [
      { ...text, name: 'value' },
      { ...text, name: 'display', mutability: 'readOnly' },
    ],
  },
]
const schema: ResourceSchema = {
  id: 'urn:ietf:params:scim:schemas:core:2.0:User',
  attributes,
  isKnownElsewhere: name => name === 'title' || name.startsWith('urn:ietf:params:scim:schemas:extension:'),
}

const work = { value: 'a@work.example', type: 'work', primary: true }
const home = { value: 'a@home.example', type: 'home' }
const start: Resource = {
  userName: 'ada',
  active: true,
  name: { givenName: 'Ada', familyName: 'King' },
  emails: [work, home],
  members: [{ value: '1' }, { value: '2' }],
}

type Case = [sentence: string, operations: object[], changed: Resource]

const cases: Case[] = [
  ['replace writes a value', [{ op: 'replace', path: 'displayName', value: 'Ada' }], { displayName: 'Ada' }],
  [
    'the verb may have any case, as Entra ID writes it',
    [{ op: 'Replace', path: 'displayName', value: 'A' }],
    { displayName: 'A' },
  ],
  ['"False" is false, as Entra ID writes it', [{ op: 'Replace', path: 'active', value: 'False' }], { active: false }],
  [
    'an object without a path is a change of each',
    [{ op: 'replace', value: { active: false, userName: 'ada2' } }],
    { active: false, userName: 'ada2' },
  ],
  [
    'names in the object may be paths, as Entra ID writes them',
    [{ op: 'Add', value: { 'name.givenName': 'Augusta' } }],
    { name: { givenName: 'Augusta', familyName: 'King' } },
  ],
  [
    'the id that Okta sends along is passed over',
    [{ op: 'replace', value: { id: '7', displayName: 'Team' } }],
    { displayName: 'Team' },
  ],
  [
    'attributes of specifications that are not kept are passed over',
    [
      { op: 'add', path: 'title', value: 'Countess' },
      { op: 'add', path: 'urn:ietf:params:scim:schemas:extension:enterprise:2.0:User:department', value: 'Engines' },
      {
        op: 'add',
        value: { title: 'x', 'urn:ietf:params:scim:schemas:extension:enterprise:2.0:User': { department: 'x' } },
      },
    ],
    {},
  ],
  [
    'a path may begin with its schema',
    [{ op: 'replace', path: 'urn:ietf:params:scim:schemas:core:2.0:User:userName', value: 'b' }],
    { userName: 'b' },
  ],
  [
    'of a value with parts the others stay',
    [{ op: 'replace', path: 'name', value: { givenName: 'A.' } }],
    { name: { givenName: 'A.', familyName: 'King' } },
  ],
  ['a part can be removed', [{ op: 'remove', path: 'name.familyName' }], { name: { givenName: 'Ada' } }],
  ['a value can be removed', [{ op: 'remove', path: 'active' }], { active: undefined }],
  ['null removes', [{ op: 'replace', path: 'active', value: null }], { active: undefined }],
  [
    'a member is added',
    [{ op: 'add', path: 'members', value: [{ value: '3' }] }],
    { members: [{ value: '1' }, { value: '2' }, { value: '3' }] },
  ],
  ['a member that is there is not there twice', [{ op: 'add', path: 'members', value: [{ value: '1' }] }], {}],
  [
    'a member may be a bare id',
    [{ op: 'add', path: 'members', value: '3' }],
    { members: [{ value: '1' }, { value: '2' }, { value: '3' }] },
  ],
  [
    'a member is removed by a filter, as Okta writes it',
    [{ op: 'remove', path: 'members[value eq "1"]' }],
    { members: [{ value: '2' }] },
  ],
  [
    'a member is removed by its value, as Entra ID writes it',
    [{ op: 'Remove', path: 'members', value: [{ value: '2' }] }],
    { members: [{ value: '1' }] },
  ],
  ['one who is no member is removed without harm', [{ op: 'remove', path: 'members[value eq "9"]' }], {}],
  ['all members are removed', [{ op: 'remove', path: 'members' }], { members: undefined }],
  [
    'the members are replaced',
    [{ op: 'replace', path: 'members', value: [{ value: '5', display: 'Five' }] }],
    { members: [{ value: '5' }] },
  ],
  [
    'the value of the work e-mail is replaced',
    [{ op: 'replace', path: 'emails[type eq "work"].value', value: 'b@work.example' }],
    { emails: [{ ...work, value: 'b@work.example' }, home] },
  ],
  [
    'a value that is not there is made by what selects it',
    [{ op: 'Add', path: 'emails[type eq "other"].value', value: 'o@x.example' }],
    { emails: [work, home, { type: 'other', value: 'o@x.example' }] },
  ],
  [
    'at most one value is primary',
    [{ op: 'add', path: 'emails', value: { value: 'n@x.example', type: 'other', primary: 'True' } }],
    { emails: [{ ...work, primary: false }, home, { value: 'n@x.example', type: 'other', primary: true }] },
  ],
  [
    'what is made primary is the only one',
    [{ op: 'replace', path: 'emails[type eq "home"].primary', value: true }],
    {
      emails: [
        { ...work, primary: false },
        { ...home, primary: true },
      ],
    },
  ],
  [
    'a selected value is replaced whole',
    [{ op: 'replace', path: 'emails[type eq "home"]', value: { value: 'h@x.example' } }],
    { emails: [work, { value: 'h@x.example' }] },
  ],
  [
    'what is added to a selected value leaves the rest',
    [{ op: 'add', path: 'emails[type eq "home"]', value: { value: 'h@x.example' } }],
    { emails: [work, { ...home, value: 'h@x.example' }] },
  ],
  [
    'operations build on each other',
    [
      { op: 'remove', path: 'members' },
      { op: 'add', path: 'members', value: [{ value: '8' }] },
      { op: 'replace', path: 'members[value eq "8"].value', value: '9' },
    ],
    { members: [{ value: '9' }] },
  ],
]

for (const [sentence, operations, changed] of cases)
  test(sentence, () => {
    const patched = applyPatch(start, parseOperations({ schemas: [patchSchema], Operations: operations }), schema)
    const wanted = Object.entries({ ...start, ...changed }).filter(([, value]) => value !== undefined)
    assert.deepEqual(patched, Object.fromEntries(wanted))
  })

const refused: [string, string, object][] = [
  ['an attribute that nobody knows', 'invalidPath', { op: 'add', path: 'shoeSize', value: 1 }],
  ['a part that nobody knows', 'invalidPath', { op: 'add', path: 'name.shoe', value: 'x' }],
  ['a filter on what has one value', 'invalidPath', { op: 'replace', path: 'name[givenName eq "a"]', value: {} }],
  ['a path that cannot be read', 'invalidPath', { op: 'replace', path: 'members[', value: 'x' }],
  ['a write of the id', 'mutability', { op: 'replace', path: 'id', value: 'x' }],
  ['removing what is required', 'mutability', { op: 'remove', path: 'userName' }],
  ['removing nothing', 'noTarget', { op: 'remove' }],
  [
    'replacing a value that is not there',
    'noTarget',
    { op: 'replace', path: 'emails[type eq "x"]', value: { value: 'y' } },
  ],
  [
    'what selects nothing that could be made',
    'noTarget',
    { op: 'replace', path: 'emails[type co "x"].value', value: 'y' },
  ],
  ['a list where one value stands', 'invalidValue', { op: 'replace', path: 'userName', value: ['a', 'b'] }],
  ['a number for a text', 'invalidValue', { op: 'replace', path: 'userName', value: 7 }],
  ['a word for true or false', 'invalidValue', { op: 'replace', path: 'active', value: 'yes' }],
  ['a text for an object', 'invalidValue', { op: 'replace', value: 'x' }],
  ['an addition of nothing', 'invalidValue', { op: 'add', path: 'userName' }],
  ['another verb', 'invalidSyntax', { op: 'move', path: 'userName' }],
]

for (const [sentence, scimType, operation] of refused)
  test(`${sentence} is refused as ${scimType}, and changes nothing`, () => {
    const before = structuredClone(start)
    const patch = () => applyPatch(start, parseOperations({ schemas: [patchSchema], Operations: [operation] }), schema)
    assert.throws(patch, { scimType })
    assert.deepEqual(start, before)
  })

test('a body that is no PATCH is refused', () => {
  for (const body of [
    {},
    { schemas: [patchSchema] },
    { schemas: [patchSchema], Operations: [] },
    { Operations: [{ op: 'remove' }] },
  ])
    assert.throws(() => parseOperations(body), { scimType: 'invalidSyntax' })
})

test('a resource is spelled as its schema spells it, without what it does not know', () => {
  const body = {
    USERNAME: 'ada',
    Active: 'TRUE',
    id: '1',
    Emails: { Value: 'a@b.example' },
    name: {},
    title: 'x',
    displayName: '',
  }
  assert.deepEqual(normalize(body, attributes), { userName: 'ada', active: true, emails: [{ value: 'a@b.example' }] })
  assert.throws(() => requireAttributes({ active: true }, attributes), { scimType: 'invalidValue' })
})
