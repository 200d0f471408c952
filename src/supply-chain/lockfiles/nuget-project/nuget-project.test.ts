import assert from 'node:assert/strict'
import { test } from 'node:test'
import { nugetProject } from './nuget-project.ts'

const refused: [text: string, message: RegExp][] = [
  ['<packages/>', /^This is no file of MSBuild: its root is no Project \(line 1\)$/],
  ['<Project>\n<ItemGroup></Project>', /\(line 2\)$/],
]
for (const [text, message] of refused) {
  test(`${JSON.stringify(text)} is refused: ${message}`, () => {
    assert.throws(() => nugetProject.read(text), { name: 'SyntaxError', message })
  })
}

const versions = (version: string) =>
  `<Project><ItemGroup><PackageVersion Include="A" Version="${version}"/></ItemGroup></Project>`
const project = '<Project><ItemGroup><PackageReference Include="A"/></ItemGroup></Project>'

test('the nearest file of versions holds, and a broken one says nothing', () => {
  const read = (companions: Record<string, string>) => nugetProject.read(project, companions).dependencies[0]?.purl
  const [near, far] = ['../Directory.Packages.props', '../../Directory.Packages.props']
  assert.equal(read({ [near]: versions('1.0.0'), [far]: versions('2.0.0') }), 'pkg:nuget/A@1.0.0')
  assert.equal(read({ [far]: versions('2.0.0') }), 'pkg:nuget/A@2.0.0')
  assert.equal(read({ [near]: '<Project>', [far]: versions('2.0.0') }), 'pkg:nuget/A')
})

test('properties that grow without end are not filled in', () => {
  const text = project
    .replace('"A"', '"A" Version="$(P)"')
    .replace('<ItemGroup>', '<PropertyGroup><P>$(P)$(P)$(P)$(P)</P></PropertyGroup><ItemGroup>')
  const [found] = nugetProject.read(text).dependencies
  assert.equal(found?.purl, 'pkg:nuget/A')
  assert.ok((found.requirement ?? '').length <= 300)
})
