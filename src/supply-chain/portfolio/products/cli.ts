import { misused, printJson, printTable, requireWords } from '../../../platform/cli/answer.ts'
import type { Arguments, Command } from '../../../platform/cli/command.ts'
import { text } from '../../../platform/cli/command-line.ts'
import { formatTable } from '../../../platform/cli/table.ts'
import { Failure } from '../../../platform/failure.ts'
import { getProduct, listProducts, listReleases, removeProduct, saveProduct } from '../api.ts'
import { said, words } from '../messages.ts'
import type { Product, Release } from '../model.ts'
import { releaseRow } from '../releases/release-row.ts'

const options = {
  name: { type: 'string' },
  owner: { type: 'string' },
  description: { type: 'string' },
} as const

export const listProductsCommand: Command = {
  name: 'product list',
  usage: '[TEXT] [--owner NAME]',
  summary: { en: 'List the products of the office', zh: '列出办公室的产品' },
  options: { owner: { type: 'string' } },
  async run(io, args) {
    const search = { text: args.positionals[0], owner: text(args, 'owner'), limit: 1000, offset: 0 }
    const found = await io.call(listProducts, search)
    if (io.json) return printJson(io, found)
    const rows = found.products.map(({ id, name, releases, latestVersion, components, documents }) => [
      id,
      releases,
      components,
      documents,
      latestVersion ?? '–',
      name,
    ])
    printTable(io, words.productHeads[io.locale], rows)
    if (found.total > found.products.length) io.note(`${found.products.length} / ${found.total}`)
    return 0
  },
}

export const showProductCommand: Command = {
  name: 'product show',
  usage: 'ID',
  summary: { en: 'Show a product with its owner and releases', zh: '显示产品及其负责人和发布版本' },
  options: {},
  async run(io, args) {
    const [product] = requireWords(showProductCommand, args, 1)
    const found = await io.call(getProduct, { product })
    const { releases } = await io.call(listReleases, { product, limit: 1000, offset: 0 })
    if (io.json) return printJson(io, { ...found, releaseList: releases })
    const { locale } = io
    const facts = [
      [words.product[locale], `${found.name} (${found.id})`],
      [words.owner[locale], found.ownerName ?? '–'],
      [words.description[locale], found.description || '–'],
    ]
    for (const line of formatTable(facts)) io.print(line)
    const rows = releases.map((release: Release) => releaseRow(release, locale))
    if (rows.length > 0) printTable(io, words.releaseHeads[locale], rows)
    else io.note(words.noReleases[locale])
    return 0
  },
}

export const addProductCommand: Command = {
  name: 'product add',
  usage: 'ID [--name NAME] [--owner NAME] [--description TEXT]',
  summary: { en: 'Add a product; its id is for addresses: web-shop', zh: '添加产品，编号用于地址，例如 web-shop' },
  options,
  async run(io, args) {
    const [product] = requireWords(addProductCommand, args, 1)
    if (await io.call(getProduct, { product }).catch(unlessMissing)) throw isThere(product)
    const { name = product, owner = '', description = '' } = fieldsOf(args)
    const saved = await io.call(saveProduct, { product, name, owner: owner || null, description })
    if (io.json) return printJson(io, saved)
    io.print(said.productAdded(saved)[io.locale])
    return 0
  },
}

export const changeProductCommand: Command = {
  name: 'product change',
  usage: 'ID [--name NAME] [--owner NAME] [--description TEXT]',
  summary: {
    en: 'Change what is given of a product; --owner "" takes the owner away',
    zh: '修改产品的指定内容；--owner "" 表示取消负责人',
  },
  options,
  async run(io, args) {
    const [product] = requireWords(changeProductCommand, args, 1)
    const given = fieldsOf(args)
    if (Object.values(given).every(value => value === undefined)) throw misused(changeProductCommand)
    const before = await io.call(getProduct, { product })
    const saved = await io.call(saveProduct, { product, ...changed(before, given) })
    if (io.json) return printJson(io, saved)
    io.print(said.productChanged(saved)[io.locale])
    return 0
  },
}

export const removeProductCommand: Command = {
  name: 'product remove',
  usage: 'ID',
  summary: { en: 'Remove a product that has no releases', zh: '移除没有发布版本的产品' },
  options: {},
  async run(io, args) {
    const [product] = requireWords(removeProductCommand, args, 1)
    const removed = await io.call(removeProduct, { product })
    if (io.json) return printJson(io, removed)
    io.print(said.productRemoved(product)[io.locale])
    return 0
  },
}

function fieldsOf(args: Arguments) {
  return { name: text(args, 'name'), owner: text(args, 'owner'), description: text(args, 'description') }
}

function changed(
  before: Product,
  { name = before.name, owner = before.owner ?? '', description = before.description }: ReturnType<typeof fieldsOf>,
) {
  return { name, owner: owner || null, description }
}

function unlessMissing(error: unknown): undefined {
  if (error instanceof Failure && error.code === 'not-found') return undefined
  throw error
}

function isThere(product: string) {
  return new Failure('conflict', {
    en: `There is a product ${product} already: \`ospo product change\` changes it`,
    zh: `产品 ${product} 已存在：用 \`ospo product change\` 修改`,
  })
}
