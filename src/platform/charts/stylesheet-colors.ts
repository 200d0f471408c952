import { readFileSync } from 'node:fs'

const sheet = new URL('../web/public/app.css', import.meta.url)

/** What the variables of the style sheet stand for in the light, for pictures that leave the page. */
let known: Map<string, string> | undefined

function colors(): Map<string, string> {
  if (known) return known
  const [, root = ''] = /:root\s*\{([^}]*)\}/.exec(readFileSync(sheet, 'utf8')) ?? []
  known = new Map(
    [...root.matchAll(/(--[\w-]+):\s*([^;]+);/g)].map(([, name = '', value = '']) => [name, value.trim()]),
  )
  return known
}

/** Text in which every variable of the style sheet is put by what it stands for. */
export function withColors(text: string): string {
  return text.replaceAll(/var\((--[\w-]+)\)/g, (whole, name: string) => colors().get(name) ?? whole)
}
