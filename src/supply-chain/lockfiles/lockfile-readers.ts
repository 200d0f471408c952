import { cargo } from './cargo/cargo.ts'
import { composer } from './composer/composer.ts'
import { gemfile } from './gemfile/gemfile.ts'
import { goMod } from './go-mod/go-mod.ts'
import { gradle } from './gradle/gradle.ts'
import type { LockfileReader } from './lockfile-reader.ts'
import { maven } from './maven/maven.ts'
import { npm } from './npm/npm.ts'
import { pipfile } from './pipfile/pipfile.ts'
import { pnpm } from './pnpm/pnpm.ts'
import { poetry } from './poetry/poetry.ts'
import { pylock } from './pylock/pylock.ts'
import { requirements } from './requirements/requirements.ts'
import { uv } from './uv/uv.ts'
import { yarn } from './yarn/yarn.ts'
import { yarnBerry } from './yarn-berry/yarn-berry.ts'

/** In the order of their names. A path is read by the first that says it reads it. */
export const lockfileReaders: readonly LockfileReader[] = [
  cargo,
  composer,
  gemfile,
  goMod,
  gradle,
  maven,
  npm,
  pipfile,
  pnpm,
  poetry,
  pylock,
  requirements,
  uv,
  yarn,
  yarnBerry,
]
