import { splitNames, toldMakers } from '../makers.ts'
import type { MetadataSource } from '../metadata-source.ts'
import type { PackageMetadata } from '../package-metadata.ts'
import { releaseOf, told } from '../release.ts'
import { parseRecord, recordIn, recordsIn, textIn, timeIn } from '../untrusted.ts'

/** The JSON API: https://docs.pypi.org/api/json/ */
export const pypi: MetadataSource = {
  name: 'pypi',
  path: ({ name }) => `${encodeURIComponent(name)}/json`,
  read,
}

/** Only of the newest the license is told. A release is as old as the first of its files, and yanked if all of them are. */
function read(text: string): PackageMetadata {
  const project = parseRecord(text)
  const info = recordIn(project['info'])
  const license = textIn(info['license_expression']) ?? shortLicense(textIn(info['license']))
  const releases = Object.entries(recordIn(project['releases'])).flatMap(([version, value]) => {
    const files = recordsIn(value)
    const times = files.flatMap(file => timeIn(file['upload_time_iso_8601']) ?? timeIn(file['upload_time']) ?? [])
    const release = releaseOf({
      version,
      releasedAt: times.sort()[0],
      license: version === info['version'] ? license : undefined,
      yanked: files.length > 0 && files.every(file => file['yanked'] === true),
    })
    // Without files it was never given out, or was taken away.
    return files.length > 0 && release ? release : []
  })
  return { releases, ...told(repositoryOf(recordIn(info['project_urls']))), ...makersOf(info) }
}

/** An author is a name with an address beside it, or newer, several as mail has them: `Ada Brush <ada@brush.example>`. */
function makersOf(info: Record<string, unknown>): ReturnType<typeof toldMakers> {
  for (const who of ['author', 'maintainer']) {
    const [name, email] = [textIn(info[who]), textIn(info[`${who}_email`])]
    if (name || email) return toldMakers(name ? { name, email } : splitNames(email))
  }
  return {}
}

/** Whoever publishes names the links as they like: these words are the usual ones for where the source is. */
function repositoryOf(links: Record<string, unknown>): string | undefined {
  const named = Object.entries(links).find(([name]) =>
    /^(source([ -]?code)?|repository|code|git(hub|lab)?)$/i.test(name),
  )
  return named && textIn(named[1])
}

/** Many put the whole text there. */
function shortLicense(license: string | undefined): string | undefined {
  return license && license.length <= 100 && !license.includes('\n') ? license : undefined
}
