import type { Block, Inline } from './markdown.ts'

/**
 * Markup in which every text is escaped and only the tags named here occur. `top` is the level that headings of the first
 * level get. Headings are led to as `#section-…`, so that none is taken for something of the page's own.
 */
export function renderHtml(blocks: readonly Block[], top = 1): string {
  return blocks.map(block => renderBlock(block, top)).join('\n')
}

function renderBlock(block: Block, top: number): string {
  switch (block.kind) {
    case 'heading': {
      const tag = `h${Math.min(6, block.level + top - 1)}`
      return `<${tag} id="section-${escapeMarkup(block.id)}">${inline(block.content)}</${tag}>`
    }
    case 'paragraph':
      return `<p>${inline(block.content)}</p>`
    case 'code':
      return `<pre tabindex="0"><code>${escapeMarkup(block.text)}</code></pre>`
    case 'quote':
      return `<blockquote>${renderHtml(block.blocks, top)}</blockquote>`
    case 'list':
      return renderList(block, top)
    case 'table':
      return renderTable(block)
    case 'rule':
      return '<hr>'
  }
}

function renderList({ ordered, start, items }: Extract<Block, { kind: 'list' }>, top: number): string {
  const open = ordered ? `<ol${start === 1 ? '' : ` start="${start}"`}>` : '<ul>'
  const rows = items.map(blocks => {
    const [first, ...rest] = blocks
    // Of a short item the paragraph is the item.
    const head = first?.kind === 'paragraph' ? inline(first.content) : renderHtml(first ? [first] : [], top)
    return `<li>${[head, ...rest.map(block => renderBlock(block, top))].join('\n')}</li>`
  })
  return `${open}${rows.join('')}</${ordered ? 'ol' : 'ul'}>`
}

function renderTable({ head, rows }: Extract<Block, { kind: 'table' }>): string {
  const titles = head.map(cell => `<th scope="col">${inline(cell)}</th>`).join('')
  const lines = rows.map(row => `<tr>${row.map(cell => `<td>${inline(cell)}</td>`).join('')}</tr>`)
  return `<div class="table-scroll" tabindex="0"><table class="table data keep"><thead><tr>${titles}</tr></thead><tbody>${lines.join('')}</tbody></table></div>`
}

const tags = { strong: 'strong', emphasis: 'em', deleted: 'del' } as const

function inline(content: readonly Inline[]): string {
  return content.map(renderInline).join('')
}

function renderInline(part: Inline): string {
  switch (part.kind) {
    case 'text':
      return escapeMarkup(part.text)
    case 'code':
      return `<code>${escapeMarkup(part.text)}</code>`
    case 'break':
      return '<br>'
    case 'link': {
      const isHere = part.address.startsWith('#')
      const address = isHere ? `#section-${part.address.slice(1)}` : part.address
      return `<a href="${escapeMarkup(address)}"${isHere ? '' : ' rel="nofollow noopener noreferrer"'}>${inline(part.content)}</a>`
    }
    default:
      return `<${tags[part.kind]}>${inline(part.content)}</${tags[part.kind]}>`
  }
}

const entities: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' }

/** For HTML and XML alike; what neither may hold is left out. */
export function escapeMarkup(text: string): string {
  return text
    .replaceAll(/[^\P{Cc}\n\r\t]|[\ufffe\uffff]/gu, '')
    .replaceAll(/[&<>"']/g, character => entities[character] ?? '')
}
