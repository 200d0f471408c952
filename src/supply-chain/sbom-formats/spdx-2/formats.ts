import { isSilence } from './license.ts'

export const documentId = 'SPDXRef-DOCUMENT'
const elementId = /^SPDXRef-[A-Za-z0-9.-]+$/
export const documentReference = /^DocumentRef-[A-Za-z0-9.+-]+$/
const absoluteUri = /^[A-Za-z][A-Za-z0-9+.-]*:[A-Za-z0-9\-._~:/?[\]@!$&'()*+,;=%]+$/
const time = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/
const location = /^[A-Za-z][A-Za-z0-9+.-]*[:@]\S+$/
const address = /^[A-Za-z][A-Za-z0-9+.-]*:\S+$/

export function isElementId(id: string): boolean {
  return elementId.test(id)
}

/** An absolute URI without a part behind `#`, 6.5. */
export function isNamespace(text: string): boolean {
  return absoluteUri.test(text)
}

export function isTime(text: string): boolean {
  return (
    time.test(text) && !Number.isNaN(Date.parse(text)) && new Date(text).toISOString().startsWith(text.slice(0, 19))
  )
}

export function isDownloadLocation(text: string): boolean {
  return isSilence(text) || location.test(text)
}

export function isHomepage(text: string): boolean {
  return isSilence(text) || address.test(text)
}
