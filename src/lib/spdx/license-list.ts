import deprecatedExceptionIds from 'spdx-exceptions/deprecated.json' with { type: 'json' }
import exceptionIds from 'spdx-exceptions/index.json' with { type: 'json' }
import deprecatedLicenseIds from 'spdx-license-ids/deprecated.json' with { type: 'json' }
import licenseIds from 'spdx-license-ids/index.json' with { type: 'json' }

const licenses = canonicalSpellings([...licenseIds, ...deprecatedLicenseIds])
const exceptions = canonicalSpellings([...exceptionIds, ...deprecatedExceptionIds])
const deprecated = new Set([...deprecatedLicenseIds, ...deprecatedExceptionIds])

/**
 * What the SPDX License List says to write instead of a deprecated id, in its XML as `obsoletedBy` or in the notes.
 * Ids that are only missing their `-only` are not named here; Net-SNMP, a stack of nine licenses, has no successor.
 */
const successors = new Map([
  ['BSD-2-Clause-FreeBSD', 'BSD-2-Clause-Views'],
  ['BSD-2-Clause-NetBSD', 'BSD-2-Clause'],
  ['GPL-2.0-with-GCC-exception', 'GPL-2.0-only WITH GCC-exception-2.0'],
  ['GPL-2.0-with-autoconf-exception', 'GPL-2.0-only WITH Autoconf-exception-2.0'],
  ['GPL-2.0-with-bison-exception', 'GPL-2.0-only WITH Bison-exception-2.2'],
  ['GPL-2.0-with-classpath-exception', 'GPL-2.0-only WITH Classpath-exception-2.0'],
  ['GPL-2.0-with-font-exception', 'GPL-2.0-only WITH Font-exception-2.0'],
  ['GPL-3.0-with-GCC-exception', 'GPL-3.0-only WITH GCC-exception-3.1'],
  ['GPL-3.0-with-autoconf-exception', 'GPL-3.0-only WITH Autoconf-exception-3.0'],
  ['Nokia-Qt-exception-1.1', 'Qt-LGPL-exception-1.1'],
  ['Nunit', 'zlib-acknowledgement'],
  ['StandardML-NJ', 'SMLNJ'],
  ['bzip2-1.0.5', 'bzip2-1.0.6'],
  ['eCos-2.0', 'GPL-2.0-or-later WITH eCos-exception-2.0'],
  ['wxWindows', 'GPL-2.0-or-later WITH WxWindows-exception-3.1'],
])

/** The id as the SPDX License List spells it, whatever the case it is given in; undefined when the list has none such. */
export function findLicenseId(anyCase: string): string | undefined {
  return licenses.get(anyCase.toLowerCase())
}

/** As `findLicenseId`, for what may stand after WITH. */
export function findExceptionId(anyCase: string): string | undefined {
  return exceptions.get(anyCase.toLowerCase())
}

/** Whether the list keeps this id, a license's or an exception's, for old documents only. */
export function isDeprecated(id: string): boolean {
  return deprecated.has(id)
}

/** What to write instead of a deprecated id: an id, or `id WITH exception`; undefined when the list names nothing. */
export function findSuccessor(id: string): string | undefined {
  const successor = successors.get(id)
  if (successor) return successor
  return deprecated.has(id) && licenses.has(`${id}-only`.toLowerCase()) ? `${id}-only` : undefined
}

function canonicalSpellings(ids: readonly string[]): ReadonlyMap<string, string> {
  return new Map(ids.map(id => [id.toLowerCase(), id]))
}
