import assert from 'node:assert/strict'
import { globSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import { listNamedFormats, type NamedFormat, readSbom } from './convert.ts'
import { validateXml } from './cyclonedx-xml/service.ts'
import { findMistold } from './differences-for-tests.ts'
import type { Sbom } from './sbom.ts'

const folder = process.env['OSPO_TEST_SBOMS'] ?? ''
const skip = folder === '' && 'OSPO_TEST_SBOMS names no folder of bills of materials'
const formats = listNamedFormats()

test('of real documents, every format says what it was given, and tells what it lost and nothing else', {
  skip,
}, async () => {
  const wrong: string[] = []
  for (const path of globSync('**/*.{json,spdx,xml,rdf,yaml,yml,sbom}', { cwd: folder }).sort()) {
    const file = join(folder, path)
    const read = statSync(file).isFile() ? readSbom(readFileSync(file, 'utf8'), { name: path }) : undefined
    if (!read?.sbom) continue
    const family = read.format.name.startsWith('cyclonedx') ? 'cyclonedx' : undefined
    for (const named of formats) {
      const faults = await check(named, read.sbom, named.format.name.startsWith('cyclonedx') ? family : undefined)
      for (const fault of faults) wrong.push(`${path} as ${named.name}: ${fault}`)
    }
  }
  assert.deepEqual(wrong, [])
})

/** What is written is valid, by the official schema too, of the version asked for, and as it was but for what is told. */
async function check(
  { format, version }: NamedFormat,
  sbom: Sbom,
  spelled: 'cyclonedx' | undefined,
): Promise<string[]> {
  const { text, losses } = format.write(sbom, version)
  const again = format.read(text)
  const [broken = []] = format.name === 'cyclonedx-xml' ? await validateXml([text]) : []
  const [problem] = [...again.problems, ...broken]
  if (problem) return [`${problem.path ?? ''} ${problem.text.en}`]
  if (!again.sbom || again.version !== version) return [`read as ${again.version}`]
  return findMistold(sbom, again.sbom, losses, spelled)
}
