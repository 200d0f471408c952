import type { Command } from '../../platform/cli/command.ts'
import { getHealth } from './api.ts'

const signs = { good: '✓', note: '·', warn: '!', bad: '✗' }
const found = 1

export const doctorCommand: Command = {
  name: 'doctor',
  usage: '',
  summary: {
    en: 'Whether the office can do its work; exit 1 when something is broken',
    zh: '检查办公室能否正常运转；有损坏时退出码为 1',
  },
  options: {},
  async run(io) {
    const { checks } = await io.call(getHealth, {})
    if (io.json) io.print(JSON.stringify({ checks }, undefined, 2))
    else
      for (const { health, text, advice } of checks) {
        io.print(`${signs[health]} ${text[io.locale]}`)
        if (advice) io.print(`    ${advice[io.locale]}`)
      }
    return checks.some(({ health }) => health === 'bad') ? found : 0
  },
}
