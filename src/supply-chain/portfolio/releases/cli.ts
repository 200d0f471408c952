import { misused, printJson, printTable, requireWords } from '../../../platform/cli/answer.ts'
import type { Arguments, Command, Terminal } from '../../../platform/cli/command.ts'
import { text } from '../../../platform/cli/command-line.ts'
import { Failure } from '../../../platform/failure.ts'
import { printChanges, printUpdates } from '../../inventory/history/cli.ts'
import {
  getProduct,
  listReleaseChanges,
  listReleaseHistory,
  listReleases,
  listSboms,
  removeRelease,
  saveRelease,
} from '../api.ts'
import { said, words } from '../messages.ts'
import { type Release, type ReleaseChange, ReleaseState, releaseStates } from '../model.ts'
import { sbomRow } from '../sbom-row.ts'
import { releaseRow } from './release-row.ts'

const options = {
  state: { type: 'string' },
  released: { type: 'string' },
  'support-ends': { type: 'string' },
  'end-of-life': { type: 'string' },
  notes: { type: 'string' },
} as const
const fields = '[--state STATE] [--released DAY] [--support-ends DAY] [--end-of-life DAY] [--notes TEXT]'

export const listReleasesCommand: Command = {
  name: 'release list',
  usage: '[PRODUCT] [--text TEXT] [--state STATE] [--ending-by DAY]',
  summary: { en: 'List releases, the newest first', zh: '列出发布版本，最新的在前' },
  options: { text: { type: 'string' }, state: { type: 'string' }, 'ending-by': { type: 'string' } },
  async run(io, args) {
    const found = await io.call(listReleases, {
      product: args.positionals[0],
      text: text(args, 'text'),
      state: stateOf(text(args, 'state')),
      endingBy: text(args, 'ending-by'),
      limit: 1000,
      offset: 0,
    })
    if (io.json) return printJson(io, found)
    const rows = found.releases.map((release: Release) => releaseRow(release, io.locale))
    printTable(io, words.releaseHeads[io.locale], rows)
    if (found.total > found.releases.length) io.note(`${found.releases.length} / ${found.total}`)
    return 0
  },
}

export const showReleaseCommand: Command = {
  name: 'release show',
  usage: 'PRODUCT VERSION',
  summary: { en: 'Show a release with its documents', zh: '显示发布版本及其文档' },
  options: {},
  async run(io, args) {
    const release = await findReleaseNamed(io, requireWords(showReleaseCommand, args, 2))
    const { sboms } = await io.call(listSboms, { release: release.id, limit: 1000, offset: 0 })
    if (io.json) return printJson(io, { ...release, sboms })
    printTable(io, words.releaseHeads[io.locale], [releaseRow(release, io.locale)])
    if (release.notes) io.print(release.notes)
    if (sboms.length > 0) printTable(io, words.sbomHeads[io.locale], sboms.map(sbomRow))
    else io.note(words.noSboms[io.locale])
    return 0
  },
}

export const addReleaseCommand: Command = {
  name: 'release add',
  usage: `PRODUCT VERSION ${fields}`,
  summary: { en: 'Add a release to a product', zh: '为产品添加发布版本' },
  options,
  async run(io, args) {
    const [product, version] = requireWords(addReleaseCommand, args, 2)
    const change = changeOf(args)
    if (await findRelease(io, product, version)) throw isThere(product, version)
    const saved = await io.call(saveRelease, { product, version, ...change })
    if (io.json) return printJson(io, saved)
    io.print(said.releaseAdded(saved, releaseStates[saved.state])[io.locale])
    return 0
  },
}

export const changeReleaseCommand: Command = {
  name: 'release change',
  usage: `PRODUCT VERSION ${fields}`,
  summary: {
    en: 'Change what is given of a release; a day given as "" is taken away',
    zh: '修改发布版本的指定内容；日期写作 "" 表示清除',
  },
  options,
  async run(io, args) {
    const change = changeOf(args)
    if (Object.values(change).every(value => value === undefined)) throw misused(changeReleaseCommand)
    const { product, version } = await findReleaseNamed(io, requireWords(changeReleaseCommand, args, 2))
    const saved = await io.call(saveRelease, { product, version, ...change })
    if (io.json) return printJson(io, saved)
    io.print(said.releaseChanged(saved, releaseStates[saved.state])[io.locale])
    return 0
  },
}

export const removeReleaseCommand: Command = {
  name: 'release remove',
  usage: 'PRODUCT VERSION',
  summary: { en: 'Remove a release with its documents', zh: '移除发布版本及其文档' },
  options: {},
  async run(io, args) {
    const release = await findReleaseNamed(io, requireWords(removeReleaseCommand, args, 2))
    const removed = await io.call(removeRelease, { release: release.id })
    if (io.json) return printJson(io, removed)
    io.print(said.releaseRemoved(release)[io.locale])
    return 0
  },
}

export const releaseHistoryCommand: Command = {
  name: 'release history',
  usage: 'PRODUCT VERSION [--update ID]',
  summary: {
    en: 'When what a release holds changed; with --update what came, went and changed then',
    zh: '发布版本组件的变更历史；加 --update 时显示该次更新的内容',
  },
  options: { update: { type: 'string' } },
  async run(io, args) {
    const { id: release } = await findReleaseNamed(io, requireWords(releaseHistoryCommand, args, 2))
    const update = text(args, 'update')
    if (update === undefined) {
      const { updates } = await io.call(listReleaseHistory, { release, limit: 1000, offset: 0 })
      return printUpdates(io, updates)
    }
    return printChanges(io, (await io.call(listReleaseChanges, { release, update: Number(update) })).changes)
  },
}

async function findRelease(io: Terminal, product: string, version: string): Promise<Release | undefined> {
  await io.call(getProduct, { product })
  const { releases } = await io.call(listReleases, { product, text: version, limit: 1000, offset: 0 })
  return releases.find((release: Release) => release.version === version)
}

/** By product and version. */
export async function findReleaseNamed(io: Terminal, [product, version]: [string, string]): Promise<Release> {
  const release = await findRelease(io, product, version)
  if (release) return release
  throw new Failure('not-found', {
    en: `${product} has no release ${version}; \`ospo release list ${product}\` lists them`,
    zh: `${product} 没有发布版本 ${version}；用 \`ospo release list ${product}\` 查看全部`,
  })
}

function changeOf(args: Arguments): ReleaseChange {
  const day = (name: string) => (text(args, name) === '' ? null : text(args, name))
  return {
    state: stateOf(text(args, 'state')),
    releasedAt: day('released'),
    supportEnds: day('support-ends'),
    endOfLife: day('end-of-life'),
    notes: text(args, 'notes'),
  }
}

function stateOf(word: string | undefined): ReleaseState | undefined {
  if (word === undefined) return undefined
  const state = ReleaseState.options.find(state => state === word)
  if (state) return state
  throw new Failure('invalid-input', {
    en: `--state ${word} is none of ${ReleaseState.options.join(', ')}`,
    zh: `--state ${word} 无效：可选 ${ReleaseState.options.join('、')}`,
  })
}

function isThere(product: string, version: string) {
  return new Failure('conflict', {
    en: `${product} ${version} is there already: \`ospo release change\` changes it`,
    zh: `${product} ${version} 已存在：用 \`ospo release change\` 修改`,
  })
}
