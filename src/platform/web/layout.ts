import { html } from 'hono/html'
import type { Locale, Text } from '../../lib/text/text.ts'
import { assetUrl } from './assets.ts'
import { tags } from './format.ts'
import { brandMark, type IconName, icon } from './icon.ts'
import { words } from './messages.ts'
import { type Area, areas, type Markup, type PageBody } from './page.ts'
import { type Theme, themes } from './preferences.ts'

export interface Shell {
  locale: Locale
  theme: Theme
  /** Path and query of this page: where the switches of language and theme come back to. */
  address: string
  version: string
  /** Undefined for one who has not signed in: then there is nowhere to go, either. */
  actor: { name: string } | undefined
  navigation: { title: Text; href: string; icon: IconName; area: Area }[]
}

/** A whole page: the shell, and in it the body. */
export function renderPage(shell: Shell, body: PageBody): Markup {
  const { locale, theme } = shell
  const say = (text: Text) => text[locale]
  return html`<!doctype html>
<html lang="${tags[locale]}" data-theme="${theme}"${theme === 'auto' ? '' : html` data-bs-theme="${theme}"`}>
<head>
  <meta charset="utf-8">
  <meta name="viewport" content="width=device-width, initial-scale=1">
  <meta name="color-scheme" content="light dark">
  <meta name="referrer" content="same-origin">
  <title>${say(body.title)} · ospo</title>
  <link rel="icon" href="${assetUrl('icon.svg')}" type="image/svg+xml">
  <link rel="stylesheet" href="${assetUrl('tabler.min.css')}">
  <link rel="stylesheet" href="${assetUrl('app.css')}">
  <script src="${assetUrl('theme.js')}"></script>
  <script src="${assetUrl('htmx.min.js')}" defer></script>
  <script src="${assetUrl('app.js')}" defer></script>
</head>
<body>
  <a class="skip" href="#content">${say(words.skip)}</a>
  <div class="shell">
    ${sidebar(shell)}
    <div class="main">
      <main id="content" class="container-xl" tabindex="-1">
        ${header(body, locale)}
        ${body.content}
      </main>
      <footer class="foot container-xl">
        <span>ospo ${shell.version}</span>
        <span>${say(words.footer)}</span>
      </footer>
    </div>
  </div>
</body>
</html>`
}

function sidebar(shell: Shell): Markup {
  const { locale, actor, navigation } = shell
  const here = new URL(shell.address, 'http://localhost').pathname
  const isHere = (href: string) => (href === '/' ? here === '/' : here === href || here.startsWith(`${href}/`))
  return html`<header class="side">
    <a class="brand" href="/">${brandMark()}<span>ospo</span></a>
    ${
      actor &&
      html`<form class="find" role="search" action="/search" method="get">
        <label class="visually-hidden" for="find">${words.search[locale]}</label>
        ${icon('search')}<input id="find" name="q" type="search" class="form-control" placeholder="${words.search[locale]}" maxlength="200" autocomplete="off"><kbd>/</kbd>
      </form>
      <nav aria-label="${words.navigation[locale]}">${areas.map(area => {
        const links = navigation.filter(link => link.area === area)
        return (
          links.length > 0 &&
          html`<p class="area">${words.areas[area][locale]}</p><ul>${links.map(
            ({ title, href, icon: name }) =>
              html`<li><a href="${href}"${isHere(href) ? html` aria-current="page"` : ''}>${icon(name)}<span>${title[locale]}</span></a></li>`,
          )}</ul>`
        )
      })}</nav>`
    }
    <div class="prefs">${themeSwitch(shell)}${languageSwitch(shell)}${actor && accountLink(shell, actor)}${actor && signOut(shell)}</div>
  </header>`
}

function themeSwitch({ locale, theme, address }: Shell): Markup {
  const next = themes[(themes.indexOf(theme) + 1) % themes.length] ?? 'auto'
  const now = words.themes[theme][locale]
  return html`<form action="/preferences" method="post"><input type="hidden" name="back" value="${address}">
    <button class="pref" name="theme" value="${next}" title="${words.changeTheme[locale]}">${icon(theme === 'dark' ? 'moon' : 'sun')}<span>${now}</span></button></form>`
}

function languageSwitch({ locale, address }: Shell): Markup {
  const other: Locale = locale === 'en' ? 'zh' : 'en'
  return html`<form action="/preferences" method="post"><input type="hidden" name="back" value="${address}">
    <button class="pref" name="lang" value="${other}" lang="${tags[other]}">${icon('language')}<span>${words.languages[other][locale]}</span></button></form>`
}

function accountLink({ locale }: Shell, { name }: { name: string }): Markup {
  return html`<a class="pref" href="/account" title="${words.account[locale]}">${icon('person')}<span>${name}</span></a>`
}

function signOut({ locale }: Shell): Markup {
  return html`<form action="/sign-out" method="post">
    <button class="pref">${icon('door')}<span>${words.signOut[locale]}</span></button></form>`
}

function header({ title, lead, actions, above = [] }: PageBody, locale: Locale): Markup {
  return html`${
    above.length > 0 &&
    html`<nav aria-label="${words.above[locale]}" class="above">${above.map(
      ({ title, href }) => html`<a href="${href}">${title[locale]}</a><span aria-hidden="true">/</span>`,
    )}</nav>`
  }
  <div class="head"><div><h1>${title[locale]}</h1>${lead && html`<p class="lead">${lead}</p>`}</div>${
    actions && html`<div class="actions">${actions}</div>`
  }</div>`
}
