#!/usr/bin/env node
// Plain JavaScript that any Node can read: it only finds a Node that can read the rest.
import { spawn } from 'node:child_process'
import module from 'node:module'
import { constants } from 'node:os'

const needed = 26
const [major] = process.versions.node.split('.').map(Number)

if (major >= needed) {
  module.enableCompileCache?.()
  await import('../src/app/cli.ts')
} else {
  runOn(findBundledNode())
}

/** The one that the npm package `node` brings. */
function findBundledNode() {
  try {
    return module.createRequire(import.meta.url).resolve('node/bin/node')
  } catch {
    console.error(
      `ospo needs Node.js ${needed} or newer, and this is ${process.version}: run \`npm ci\` in its folder first.`,
    )
    process.exit(2)
  }
}

function runOn(node) {
  const child = spawn(node, process.argv.slice(1), { stdio: 'inherit' })
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => child.kill(signal))
  child.on('error', error => {
    console.error(`ospo could not start the Node.js in ${node}: ${error.message}`)
    process.exit(2)
  })
  child.on('exit', (code, signal) => process.exit(code ?? 128 + constants.signals[signal]))
}
