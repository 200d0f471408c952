import { findExceptionId } from '../../../lib/spdx/license-list.ts'
import { readLicenseName } from '../license-names.ts'

/** Debian's names that are not SPDX's, in lower case (copyright-format 1.0, "Short name", and what packages use besides). */
const names = new Map([
  ['expat', 'MIT'],
  ['x11', 'X11'],
  ['mit/x11', 'MIT'],
  ['mit-x11', 'MIT'],
  ['apache-2', 'Apache-2.0'],
  ['bsd-2-clause', 'BSD-2-Clause'],
  ['bsd-3-clause', 'BSD-3-Clause'],
  ['bsd-4-clause', 'BSD-4-Clause'],
  ['bsd-2', 'BSD-2-Clause'],
  ['bsd-3', 'BSD-3-Clause'],
  ['bsd-4', 'BSD-4-Clause'],
  ['bsd-4-clause-uc', 'BSD-4-Clause-UC'],
  ['cc0', 'CC0-1.0'],
  ['cc0-1', 'CC0-1.0'],
  ['public-domain', 'LicenseRef-public-domain'],
  ['public domain', 'LicenseRef-public-domain'],
  ['pd', 'LicenseRef-public-domain'],
  ['zlib', 'Zlib'],
  ['zlib/libpng', 'Zlib'],
  ['perl', 'Artistic-1.0-Perl OR GPL-1.0-or-later'],
  ['artistic', 'Artistic-1.0-Perl'],
  ['artistic-1', 'Artistic-1.0-Perl'],
  ['artistic-2', 'Artistic-2.0'],
  ['boost', 'BSL-1.0'],
  ['boost-1.0', 'BSL-1.0'],
  ['mpl-1.1', 'MPL-1.1'],
  ['mpl-2', 'MPL-2.0'],
  ['ofl-1.1', 'OFL-1.1'],
])

const gnu = /^(a?gpl|lgpl|gfdl)(-niv)?(?:-?v?(\d(?:\.\d)?))?(?:\.0)?(\+|-or-later|-only)?(-no-invariants|-niv)?(\+)?$/
const withException = /^(\S+)\s+with\s+(.+?)(?:\s+exception)?$/i

/** The expression that a short name stands for; undefined where only the document itself knows. */
export function licenseOfShortName(name: string): string | undefined {
  const [, base, exception] = withException.exec(name) ?? []
  if (base && exception) return joinException(licenseOfShortName(base), exception)
  const lower = name.toLowerCase()
  return names.get(lower) ?? gnuLicense(lower) ?? (lower === 'apache' ? undefined : readLicenseName(name))
}

function gnuLicense(lower: string): string | undefined {
  const [whole, kind = '', before, version, some, behind, more] = gnu.exec(lower) ?? []
  if (!whole) return undefined
  // Without a version, any will do: the first, and all after it.
  const number = version ?? { gpl: '1', lgpl: '2', agpl: '3', gfdl: '1.1' }[kind] ?? '1'
  const full = number.includes('.') ? number : `${number}.0`
  const id = `${kind.toUpperCase()}-${kind === 'gfdl' && !version ? '1.1' : full}`
  const suffix = some === '+' || some === '-or-later' || more || !version ? 'or-later' : 'only'
  return readLicenseName(`${id}${before || behind ? '-no-invariants' : ''}-${suffix}`)
}

const exceptions: readonly [phrase: RegExp, id: string][] = [
  [/font/i, 'Font-exception-2.0'],
  [/bison/i, 'Bison-exception-2.2'],
  [/libtool/i, 'Libtool-exception'],
  [/classpath/i, 'Classpath-exception-2.0'],
  [/llvm/i, 'LLVM-exception'],
  [/linux-syscall|syscall/i, 'Linux-syscall-note'],
]

/** Of an exception that the list does not have under a name like it, only the document knows the words. */
function joinException(license: string | undefined, exception: string): string | undefined {
  if (!license) return undefined
  const listed = findExceptionId(exception) ?? exceptions.find(([phrase]) => phrase.test(exception))?.[1]
  const id = listed ?? `AdditionRef-debian-${exception.replaceAll(/[^A-Za-z\d.-]+/g, '-').replaceAll(/^-+|-+$/g, '')}`
  return readLicenseName(`${license} WITH ${id}`)
}
