import { readLicenseName } from '../license-names.ts'

/** Fedora's own names until 2022, which other distributions took over, where they can mean one license of SPDX only. */
const names = new Map([
  ['ASL 1.1', 'Apache-1.1'],
  ['ASL 2.0', 'Apache-2.0'],
  ['Boost', 'BSL-1.0'],
  ['BSD-3-Clause', 'BSD-3-Clause'],
  ['CC0', 'CC0-1.0'],
  ['GPL+', 'GPL-1.0-or-later'],
  ['GPLv2', 'GPL-2.0-only'],
  ['GPLv2+', 'GPL-2.0-or-later'],
  ['GPLv3', 'GPL-3.0-only'],
  ['GPLv3+', 'GPL-3.0-or-later'],
  ['LGPLv2', 'LGPL-2.0-only'],
  ['LGPLv2+', 'LGPL-2.0-or-later'],
  ['LGPLv2.1', 'LGPL-2.1-only'],
  ['LGPLv2.1+', 'LGPL-2.1-or-later'],
  ['LGPLv3', 'LGPL-3.0-only'],
  ['LGPLv3+', 'LGPL-3.0-or-later'],
  ['AGPLv3', 'AGPL-3.0-only'],
  ['AGPLv3+', 'AGPL-3.0-or-later'],
  ['IJG', 'IJG'],
  ['MPLv1.1', 'MPL-1.1'],
  ['MPLv2.0', 'MPL-2.0'],
  ['OFL', 'OFL-1.1'],
  ['OpenLDAP', 'OLDAP-2.8'],
  ['OpenSSL', 'OpenSSL'],
  ['Public Domain', 'LicenseRef-Fedora-Public-Domain'],
  ['Sleepycat', 'Sleepycat'],
  ['TCL', 'TCL'],
  ['Vim', 'Vim'],
  ['ZPLv2.1', 'ZPL-2.1'],
  ['zlib', 'Zlib'],
  ['Artistic 2.0', 'Artistic-2.0'],
])

/** An expression where all that is named is known; else as it is written. */
export function licenseOfFedora(text: string): string {
  if (text.length > longest || readLicenseName(text)) return text
  const parts = text.split(/(\s+(?:and|or|AND|OR)\s+|[()])/)
  const read = parts.map((part, index) => {
    if (index % 2 === 1) return part.toUpperCase()
    const name = part.trim()
    return name === '' ? '' : (names.get(name) ?? readLicenseName(name) ?? unknown)
  })
  return read.includes(unknown) ? text : read.join('').replaceAll(/\s+/g, ' ').trim()
}

const unknown = '?'
const longest = 2000
