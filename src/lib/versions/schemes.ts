import { alpm } from './alpm.ts'
import { composer } from './composer.ts'
import { conan } from './conan.ts'
import { conda } from './conda.ts'
import { cpan } from './cpan.ts'
import { datetime } from './datetime.ts'
import { deb, opam } from './deb.ts'
import { gem } from './gem.ts'
import { cran, generic, hackage, intdot, lexicographic } from './generic.ts'
import { apk, gentoo } from './gentoo.ts'
import { maven } from './maven.ts'
import { openssl } from './openssl.ts'
import { pypi } from './pypi.ts'
import { rpm } from './rpm.ts'
import type { Scheme } from './scheme.ts'
import { nuget, pub, semver } from './semver.ts'

/** By package URL type and VERS type. A type that is not here has the order of `generic`. */
const schemes = new Map<string, Scheme>(
  Object.entries({
    alpine: apk,
    alpm,
    apk,
    arch: alpm,
    bioconductor: cran,
    bitnami: semver,
    cargo: semver,
    clojars: maven,
    cocoapods: gem,
    composer,
    conan,
    conda,
    cpan,
    cran,
    dart: pub,
    datetime,
    deb,
    ebuild: gentoo,
    elm: semver,
    gem,
    generic,
    gentoo,
    golang: semver,
    hackage,
    hex: semver,
    intdot,
    julia: semver,
    lexicographic,
    maven,
    nginx: intdot,
    npm: semver,
    nuget,
    opam,
    openssl,
    otp: intdot,
    pub,
    pypi,
    rpm,
    semver,
    swift: semver,
    'vscode-extension': semver,
  }),
)

export function getScheme(type: string): Scheme {
  return schemes.get(type.toLowerCase()) ?? generic
}
