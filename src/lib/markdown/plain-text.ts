import type { Block, Inline } from './markdown.ts'

/** What one would read aloud: a line for a block, without marks and addresses. */
export function plainText(blocks: readonly Block[]): string {
  return blocks.map(textOfBlock).filter(Boolean).join('\n')
}

export function textOf(content: readonly Inline[]): string {
  return content.map(textOfInline).join('')
}

/** Every address that it leads to on the web, each once, in the order of the text. */
export function addressesIn(blocks: readonly Block[]): string[] {
  const found = new Set<string>()
  for (const content of contentsOf(blocks)) for (const address of linksOf(content)) found.add(address)
  return [...found].filter(address => /^https?:/i.test(address))
}

/** Headings of the two upper levels, each with all that stands below it up to the next. */
export function chaptersOf(blocks: readonly Block[]): { id: string; title: string; blocks: Block[] }[] {
  const chapters: { id: string; title: string; blocks: Block[] }[] = []
  let before: Block[] = []
  for (const block of blocks) {
    const last = chapters.at(-1)
    if (block.kind === 'heading' && block.level <= 2)
      chapters.push({ id: block.id, title: textOf(block.content), blocks: [] })
    else if (last) last.blocks.push(block)
    else before = [...before, block]
  }
  return before.length > 0 ? [{ id: '', title: '', blocks: before }, ...chapters] : chapters
}

function textOfBlock(block: Block): string {
  switch (block.kind) {
    case 'heading':
    case 'paragraph':
      return textOf(block.content)
    case 'code':
      return block.text
    case 'quote':
      return plainText(block.blocks)
    case 'list':
      return block.items.map(plainText).join('\n')
    case 'table':
      return [block.head, ...block.rows].map(row => row.map(textOf).join(' · ')).join('\n')
    case 'rule':
      return ''
  }
}

function textOfInline(part: Inline): string {
  if ('text' in part) return part.text
  return part.kind === 'break' ? '\n' : textOf(part.content)
}

function* contentsOf(blocks: readonly Block[]): Generator<readonly Inline[]> {
  for (const block of blocks) {
    if ('content' in block) yield block.content
    else if (block.kind === 'quote') yield* contentsOf(block.blocks)
    else if (block.kind === 'list') for (const item of block.items) yield* contentsOf(item)
    else if (block.kind === 'table') yield* [...block.head, ...block.rows.flat()]
  }
}

function* linksOf(content: readonly Inline[]): Generator<string> {
  for (const part of content) {
    if (part.kind === 'link') yield part.address
    if ('content' in part) yield* linksOf(part.content)
  }
}
