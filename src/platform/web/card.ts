import { html } from 'hono/html'
import { type IconName, icon } from './icon.ts'
import type { Markup } from './page.ts'

type Content = Markup | string | number | false | undefined | null

/** A titled surface. `aside` stands at the right of its title. */
export function card(title: string, content: Content | Content[], aside?: Content): Markup {
  return html`<section class="card" aria-label="${title}"><div class="card-head"><h2>${title}</h2>${aside && html`<div class="card-aside">${aside}</div>`}</div>${content}</section>`
}

/** One number that stands for itself, with what it means behind it. */
export function stat(label: string, value: Content, { note, about }: { note?: Content; about?: Content } = {}): Markup {
  return html`<div class="stat"><div class="stat-label">${label}</div><div class="stat-value">${value}</div>${
    note && html`<div class="stat-note">${note}</div>`
  }${about}</div>`
}

export function stats(...tiles: Content[]): Markup {
  return html`<div class="stats">${tiles}</div>`
}

/** Something folded away until asked for. */
export function disclosure(summary: Content, content: Content | Content[]): Markup {
  return html`<details class="fold"><summary>${summary}</summary><div>${content}</div></details>`
}

export type Tone = 'good' | 'warn' | 'bad' | 'info' | 'plain'

const toneIcons: Record<Tone, IconName | undefined> = {
  good: 'check',
  warn: 'warning',
  bad: 'cross',
  info: 'info',
  plain: undefined,
}

/** A word with a sign and a color: never by color alone. */
export function badge(text: string, tone: Tone = 'plain', title = ''): Markup {
  const sign = toneIcons[tone]
  return html`<span class="tag tag-${tone}"${title && html` title="${title}"`}>${sign && icon(sign)}${text}</span>`
}

export function alert(text: Content, tone: Tone = 'info'): Markup {
  return html`<div class="note note-${tone}" role="${tone === 'bad' ? 'alert' : 'status'}">${icon(toneIcons[tone] ?? 'info')}<div>${text}</div></div>`
}

/** What stands where there is nothing yet, and what to do about it. */
export function empty(text: Content, hint?: Content): Markup {
  return html`<div class="nothing"><p>${text}</p>${hint && html`<p class="text-secondary">${hint}</p>`}</div>`
}

/** Sentences in small print that are told as a change of what is shown. */
export function notes(lines: readonly string[]): Markup[] {
  return lines.map(line => html`<p class="small" role="status">${line}</p>`)
}

/** Names and what they are. */
export function facts(rows: [string, Content][]): Markup {
  return html`<dl class="facts">${rows.map(([name, value]) => html`<div><dt>${name}</dt><dd>${value}</dd></div>`)}</dl>`
}

export function progressBar(share: number | undefined, label: string): Markup {
  const percent = share === undefined ? undefined : Math.round(share * 100)
  return html`<progress max="100"${percent !== undefined && html` value="${percent}"`} aria-label="${label}">${percent ?? ''}</progress>`
}

/** A button that posts to an address and nothing else. */
export function postButton(
  action: string,
  label: string,
  { primary = false, fields = {} as Record<string, string> } = {},
): Markup {
  return html`<form method="post" action="${action}">${Object.entries(fields).map(
    ([name, value]) => html`<input type="hidden" name="${name}" value="${value}">`,
  )}<button class="btn ${primary ? 'btn-primary' : ''}">${label}</button></form>`
}

/** Links of which one is where we are. */
export function tabs(label: string, items: { href: string; text: string; here: boolean; count?: string }[]): Markup {
  return html`<nav class="tabs" aria-label="${label}">${items.map(
    ({ href, text, here, count }) =>
      html`<a href="${href}"${here && html` aria-current="page"`}>${text}${count !== undefined && html` <span class="count">${count}</span>`}</a>`,
  )}</nav>`
}
