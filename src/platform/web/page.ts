import type { html } from 'hono/html'
import type { Text } from '../../lib/text/text.ts'
import type { Context } from '../context.ts'
import type { Upload } from '../http/endpoint.ts'
import type { Part } from '../http/multipart.ts'
import type { IconName } from './icon.ts'

/** What `html` gives: markup in which every value was escaped. */
export type Markup = ReturnType<typeof html>

export interface PageInput {
  /** What the `{names}` in the path stand for. */
  params: Record<string, string>
  query: URLSearchParams
  /** Of this server, as the reader sees it: `http://127.0.0.1:8686`. */
  origin: string
  /** The secret that the reader's session is known by, if they have one. */
  session: string | undefined
  cookies: Record<string, string>
}

/** Elsewhere, perhaps with cookies on the way. */
export interface Redirect {
  redirect: string
  cookie?: string | readonly string[]
}

export interface PageBody {
  title: Text
  /** A line under the title. */
  lead?: Markup | string
  /** Beside the title: buttons and links. */
  actions?: Markup
  /** The pages above this one, the topmost first. */
  above?: { title: Text; href: string }[]
  content: Markup
}

/** A page to look at. The platform puts it into the layout. */
export interface Page {
  /** `/projects/{project}` */
  path: string
  permission: string
  /** Its place in the navigation, if it has one. */
  navigation?: Navigation
  render(ctx: Context, input: PageInput): Promise<PageBody | Redirect>
}

/** The parts of the navigation, from the top. */
export const areas = ['office', 'supply-chain', 'desk', 'community', 'administration'] as const
export type Area = (typeof areas)[number]

interface Navigation {
  title: Text
  icon: IconName
  area: Area
  order: number
}

export interface FormInput extends PageInput {
  /** Empty where the form brings files: then its fields are among the parts. */
  form: FormData
  /** Of a form that brings files: its fields and files, one after the other as they come. */
  parts: AsyncGenerator<Part>
}

/** What a page's form posts to. Answers with where to go, or with a page that tells what it did. */
export interface Form {
  path: string
  permission: string
  /** Of a form that brings files. */
  upload?: Upload
  submit(ctx: Context, input: FormInput): Promise<Redirect | PageBody>
}
