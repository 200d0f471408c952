import { formatExpression, unknownIds } from '../../lib/spdx/expression.ts'
import { parseExpression } from '../../lib/spdx/parse-expression.ts'

/**
 * What people write instead of an id, and only what can mean one license: "BSD", "GPL" or "Apache" alone stay what they are.
 * In lower case, with one space for all that is no letter, digit, dot or plus.
 */
const names = new Map([
  ['apache 2', 'Apache-2.0'],
  ['apache 2.0', 'Apache-2.0'],
  ['apache v2', 'Apache-2.0'],
  ['apache license 2.0', 'Apache-2.0'],
  ['apache license v2.0', 'Apache-2.0'],
  ['apache license version 2.0', 'Apache-2.0'],
  ['apache software license 2.0', 'Apache-2.0'],
  ['apache software license version 2.0', 'Apache-2.0'],
  ['asl 2.0', 'Apache-2.0'],
  ['www.apache.org licenses license 2.0', 'Apache-2.0'],
  ['www.apache.org licenses license 2.0.txt', 'Apache-2.0'],
  ['www.apache.org licenses license 2.0.html', 'Apache-2.0'],
  ['opensource.org licenses apache 2.0', 'Apache-2.0'],
  ['mit license', 'MIT'],
  ['mit license mit', 'MIT'],
  ['expat', 'MIT'],
  ['expat license', 'MIT'],
  ['opensource.org licenses mit', 'MIT'],
  ['opensource.org licenses mit license.php', 'MIT'],
  ['www.opensource.org licenses mit license.php', 'MIT'],
  ['www.opensource.org licenses mit', 'MIT'],
  ['mit 0 license', 'MIT-0'],
  ['isc license', 'ISC'],
  ['isc license iscl', 'ISC'],
  ['bsd 2 clause license', 'BSD-2-Clause'],
  ['bsd 2 clause simplified license', 'BSD-2-Clause'],
  ['2 clause bsd license', 'BSD-2-Clause'],
  ['2 clause bsd', 'BSD-2-Clause'],
  ['simplified bsd license', 'BSD-2-Clause'],
  ['simplified bsd', 'BSD-2-Clause'],
  ['bsd 3 clause license', 'BSD-3-Clause'],
  ['bsd 3 clause new or revised license', 'BSD-3-Clause'],
  ['3 clause bsd license', 'BSD-3-Clause'],
  ['3 clause bsd', 'BSD-3-Clause'],
  ['new bsd license', 'BSD-3-Clause'],
  ['new bsd', 'BSD-3-Clause'],
  ['modified bsd license', 'BSD-3-Clause'],
  ['modified bsd', 'BSD-3-Clause'],
  ['revised bsd license', 'BSD-3-Clause'],
  ['revised bsd', 'BSD-3-Clause'],
  ['bsd new', 'BSD-3-Clause'],
  ['mozilla public license 2.0', 'MPL-2.0'],
  ['mozilla public license 2.0 mpl 2.0', 'MPL-2.0'],
  ['mozilla public license version 2.0', 'MPL-2.0'],
  ['mpl 2.0', 'MPL-2.0'],
  ['mozilla public license 1.1', 'MPL-1.1'],
  ['mpl 1.1', 'MPL-1.1'],
  ['eclipse public license 1.0', 'EPL-1.0'],
  ['eclipse public license v 1.0', 'EPL-1.0'],
  ['eclipse public license v1.0', 'EPL-1.0'],
  ['eclipse public license version 1.0', 'EPL-1.0'],
  ['epl 1.0', 'EPL-1.0'],
  ['eclipse public license 2.0', 'EPL-2.0'],
  ['eclipse public license v 2.0', 'EPL-2.0'],
  ['eclipse public license v2.0', 'EPL-2.0'],
  ['eclipse public license version 2.0', 'EPL-2.0'],
  ['epl 2.0', 'EPL-2.0'],
  ['eclipse distribution license v 1.0', 'BSD-3-Clause'],
  ['eclipse distribution license v. 1.0', 'BSD-3-Clause'],
  ['edl 1.0', 'BSD-3-Clause'],
  ['cddl 1.0', 'CDDL-1.0'],
  ['cddl 1.1', 'CDDL-1.1'],
  ['common development and distribution license 1.0', 'CDDL-1.0'],
  ['boost software license 1.0', 'BSL-1.0'],
  ['boost software license version 1.0', 'BSL-1.0'],
  ['cc0', 'CC0-1.0'],
  ['cc0 1.0 universal', 'CC0-1.0'],
  ['cc by 4.0', 'CC-BY-4.0'],
  ['zlib license', 'Zlib'],
  ['gnu general public license v2.0 only', 'GPL-2.0-only'],
  ['gpl2 w cpe', 'GPL-2.0-only WITH Classpath-exception-2.0'],
  ['common public license version 1.0', 'CPL-1.0'],
  ['gplv2+', 'GPL-2.0-or-later'],
  ['gnu general public license v2.0 or later', 'GPL-2.0-or-later'],
  ['gplv3+', 'GPL-3.0-or-later'],
  ['gnu general public license v3.0 or later', 'GPL-3.0-or-later'],
  ['lgplv2.1+', 'LGPL-2.1-or-later'],
  ['lgplv3+', 'LGPL-3.0-or-later'],
  ['agplv3+', 'AGPL-3.0-or-later'],
])

/** The expression that a text is, or that it can only mean; undefined for all else. */
export function readLicenseName(text: string): string | undefined {
  const parsed = parseExpression(text)
  if (parsed.ok && unknownIds(parsed.expression).length === 0) return formatExpression(parsed.expression)
  return names.get(foldName(text))
}

function foldName(text: string): string {
  const plain = text
    .toLowerCase()
    .replace(/^https?:\/\//, '')
    .replace(/licence/g, 'license')
  return plain
    .replace(/[^a-z\d.+]+/g, ' ')
    .trim()
    .replace(/^the /, '')
}
