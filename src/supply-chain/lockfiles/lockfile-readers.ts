import { bazel } from './bazel/bazel.ts'
import { bazelManifest } from './bazel-manifest/bazel-manifest.ts'
import { bun } from './bun/bun.ts'
import { cabalFreeze } from './cabal-freeze/cabal-freeze.ts'
import { cabalPlan } from './cabal-plan/cabal-plan.ts'
import { cargo } from './cargo/cargo.ts'
import { cargoManifest } from './cargo-manifest/cargo-manifest.ts'
import { cocoapods } from './cocoapods/cocoapods.ts'
import { compose } from './compose/compose.ts'
import { composer } from './composer/composer.ts'
import { composerManifest } from './composer-manifest/composer-manifest.ts'
import { conan } from './conan/conan.ts'
import { conanManifest } from './conan-manifest/conan-manifest.ts'
import { condaEnvironment } from './conda-environment/conda-environment.ts'
import { condaExplicit } from './conda-explicit/conda-explicit.ts'
import { condaLock } from './conda-lock/conda-lock.ts'
import { cranDescription } from './cran-description/cran-description.ts'
import { deno } from './deno/deno.ts'
import { dockerfile } from './dockerfile/dockerfile.ts'
import { gemManifest } from './gem-manifest/gem-manifest.ts'
import { gemfile } from './gemfile/gemfile.ts'
import { gitSubmodules } from './git-submodules/git-submodules.ts'
import { githubActions } from './github-actions/github-actions.ts'
import { goMod } from './go-mod/go-mod.ts'
import { gradle } from './gradle/gradle.ts'
import { gradleBuild } from './gradle-build/gradle-build.ts'
import { gradleCatalog } from './gradle-catalog/gradle-catalog.ts'
import { julia } from './julia/julia.ts'
import { juliaProject } from './julia-project/julia-project.ts'
import type { LockfileReader } from './lockfile-reader.ts'
import { maven } from './maven/maven.ts'
import { mix } from './mix/mix.ts'
import { mixManifest } from './mix-manifest/mix-manifest.ts'
import { nixFlake } from './nix-flake/nix-flake.ts'
import { npm } from './npm/npm.ts'
import { npmManifest } from './npm-manifest/npm-manifest.ts'
import { nuget } from './nuget/nuget.ts'
import { nugetAssets } from './nuget-assets/nuget-assets.ts'
import { nugetConfig } from './nuget-config/nuget-config.ts'
import { nugetProject } from './nuget-project/nuget-project.ts'
import { opam } from './opam/opam.ts'
import { opamManifest } from './opam-manifest/opam-manifest.ts'
import { pdm } from './pdm/pdm.ts'
import { pipfile } from './pipfile/pipfile.ts'
import { pipfileManifest } from './pipfile-manifest/pipfile-manifest.ts'
import { pixi } from './pixi/pixi.ts'
import { pixiManifest } from './pixi-manifest/pixi-manifest.ts'
import { pnpm } from './pnpm/pnpm.ts'
import { poetry } from './poetry/poetry.ts'
import { pub } from './pub/pub.ts'
import { pubManifest } from './pub-manifest/pub-manifest.ts'
import { pylock } from './pylock/pylock.ts'
import { pythonManifest } from './python-manifest/python-manifest.ts'
import { rebar } from './rebar/rebar.ts'
import { renv } from './renv/renv.ts'
import { requirements } from './requirements/requirements.ts'
import { setupCfg } from './setup-cfg/setup-cfg.ts'
import { setupPy } from './setup-py/setup-py.ts'
import { stack } from './stack/stack.ts'
import { swift } from './swift/swift.ts'
import { swiftManifest } from './swift-manifest/swift-manifest.ts'
import { uv } from './uv/uv.ts'
import { vcpkg } from './vcpkg/vcpkg.ts'
import { yarn } from './yarn/yarn.ts'
import { yarnBerry } from './yarn-berry/yarn-berry.ts'

/** In the order of their names. A path is read by the first that says it reads it. */
export const lockfileReaders: readonly LockfileReader[] = [
  bazel,
  bazelManifest,
  bun,
  cabalFreeze,
  cabalPlan,
  cargo,
  cargoManifest,
  cocoapods,
  compose,
  composer,
  composerManifest,
  conan,
  conanManifest,
  condaEnvironment,
  condaExplicit,
  condaLock,
  cranDescription,
  deno,
  dockerfile,
  gemManifest,
  gemfile,
  gitSubmodules,
  githubActions,
  goMod,
  gradle,
  gradleBuild,
  gradleCatalog,
  julia,
  juliaProject,
  maven,
  mix,
  mixManifest,
  nixFlake,
  npm,
  npmManifest,
  nuget,
  nugetAssets,
  nugetConfig,
  nugetProject,
  opam,
  opamManifest,
  pdm,
  pipfile,
  pipfileManifest,
  pixi,
  pixiManifest,
  pnpm,
  poetry,
  pub,
  pubManifest,
  pylock,
  pythonManifest,
  rebar,
  renv,
  requirements,
  setupCfg,
  setupPy,
  stack,
  swift,
  swiftManifest,
  uv,
  vcpkg,
  yarn,
  yarnBerry,
]
