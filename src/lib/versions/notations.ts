import { nginx, openssl } from './advisory-notation.ts'
import { composer } from './composer-notation.ts'
import { conan } from './conan-notation.ts'
import { gem } from './gem-notation.ts'
import { maven, nuget } from './interval-notation.ts'
import type { Notation } from './notation.ts'
import { cargo, hex, npm, pub } from './npm-notation.ts'
import { cpan, deb, hackage, plain } from './plain-notation.ts'
import { pypi } from './pypi-notation.ts'

/** By package URL type and VERS type. */
const notations = new Map<string, Notation>(
  Object.entries({
    alpm: plain('alpm'),
    apk: plain('apk'),
    cargo,
    clojars: maven,
    cocoapods: gem,
    composer,
    conan,
    cpan,
    cran: plain('cran'),
    dart: pub,
    deb,
    gem,
    generic: plain('generic'),
    golang: plain('golang'),
    hackage,
    hex,
    intdot: plain('intdot'),
    maven,
    nginx,
    npm,
    nuget,
    openssl,
    pub,
    pypi,
    rpm: plain('rpm'),
    semver: plain('semver'),
  }),
)

export function findNotation(type: string): Notation | undefined {
  return notations.get(type)
}
