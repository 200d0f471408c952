/**
 * Which of the configurations of a build hold what the program needs to run. Where it has a runtime classpath, that
 * holds all of it, and any other configuration is that of a tool; where it has none, names have to tell.
 */
export function needsToRun(configurations: ReadonlySet<string>): (configuration: string) => boolean {
  return [...configurations].some(isRuntimeClasspath) ? isRuntimeClasspath : name => !isOfBuild(name)
}

/** `runtimeClasspath`, `releaseRuntimeClasspath` of Android, `jvmRuntimeClasspath` of Kotlin; `runtime` before Gradle 7. */
function isRuntimeClasspath(name: string): boolean {
  return /^(runtime|default)$|runtimeClasspath$/i.test(name) && !isOfTests(name)
}

function isOfTests(name: string): boolean {
  return /^(test|jmh|benchmark)(?![a-z])|(Test|Tests|TestFixtures)(?![a-z])/.test(name)
}

/** Those of Gradle's own plugins and of the tools most used with it; `classpath` is the build script's. */
function isOfBuild(name: string): boolean {
  return (
    isOfTests(name) || /^classpath$|(compileOnly|compileClasspath|annotationProcessor)/i.test(name) || isOfTool(name)
  )
}

function isOfTool(name: string): boolean {
  return /^(checkstyle|codenarc|cpd|detekt|developmentOnly|dokka|jacoco|kapt|kotlinCompiler|ksp|ktlint|lint|pmd|spotbugs|zinc)/.test(
    name,
  )
}
