/** Of PyPI's license classifiers those that can mean one license only, by what stands after the last `::`. */
const licenses = new Map<string, string>([
  ['Apache Software License', 'Apache-2.0'],
  ['Boost Software License 1.0 (BSL-1.0)', 'BSL-1.0'],
  ['CC0 1.0 Universal (CC0 1.0) Public Domain Dedication', 'CC0-1.0'],
  ['Eclipse Public License 1.0 (EPL-1.0)', 'EPL-1.0'],
  ['Eclipse Public License 2.0 (EPL-2.0)', 'EPL-2.0'],
  ['European Union Public Licence 1.1 (EUPL 1.1)', 'EUPL-1.1'],
  ['European Union Public Licence 1.2 (EUPL 1.2)', 'EUPL-1.2'],
  ['GNU Affero General Public License v3', 'AGPL-3.0-only'],
  ['GNU Affero General Public License v3 or later (AGPLv3+)', 'AGPL-3.0-or-later'],
  ['GNU General Public License v2 (GPLv2)', 'GPL-2.0-only'],
  ['GNU General Public License v2 or later (GPLv2+)', 'GPL-2.0-or-later'],
  ['GNU General Public License v3 (GPLv3)', 'GPL-3.0-only'],
  ['GNU General Public License v3 or later (GPLv3+)', 'GPL-3.0-or-later'],
  ['GNU Lesser General Public License v2 (LGPLv2)', 'LGPL-2.0-only'],
  ['GNU Lesser General Public License v2 or later (LGPLv2+)', 'LGPL-2.0-or-later'],
  ['GNU Lesser General Public License v3 (LGPLv3)', 'LGPL-3.0-only'],
  ['GNU Lesser General Public License v3 or later (LGPLv3+)', 'LGPL-3.0-or-later'],
  ['Historical Permission Notice and Disclaimer (HPND)', 'HPND'],
  ['ISC License (ISCL)', 'ISC'],
  ['MIT License', 'MIT'],
  ['MIT No Attribution License (MIT-0)', 'MIT-0'],
  ['Mozilla Public License 1.0 (MPL)', 'MPL-1.0'],
  ['Mozilla Public License 1.1 (MPL 1.1)', 'MPL-1.1'],
  ['Mozilla Public License 2.0 (MPL 2.0)', 'MPL-2.0'],
  ['Mulan Permissive Software License v2 (MulanPSL-2.0)', 'MulanPSL-2.0'],
  ['Open Software License 3.0 (OSL-3.0)', 'OSL-3.0'],
  ['PostgreSQL License', 'PostgreSQL'],
  ['Python Software Foundation License', 'PSF-2.0'],
  ['SIL Open Font License 1.1 (OFL-1.1)', 'OFL-1.1'],
  ['The Unlicense (Unlicense)', 'Unlicense'],
  ['Universal Permissive License (UPL)', 'UPL-1.0'],
  ['University of Illinois/NCSA Open Source License', 'NCSA'],
  ['W3C License', 'W3C'],
  ['Zero-Clause BSD (0BSD)', '0BSD'],
  ['zlib/libpng License', 'Zlib'],
])

/** What they say when one of them says it; of several nobody knows whether all hold or one is to be chosen. */
export function licenseOfClassifiers(classifiers: readonly string[]): string | undefined {
  const named = classifiers.filter(classifier => classifier.startsWith('License ::'))
  const specific = named.filter(classifier => classifier !== 'License :: OSI Approved')
  const [only, ...others] = specific
  return only && others.length === 0 ? licenses.get(only.slice(only.lastIndexOf('::') + 2).trim()) : undefined
}
