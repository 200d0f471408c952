import type { html } from 'hono/html'
import type { Text } from '../../lib/text/text.ts'
import type { Context } from '../context.ts'

/** What `html` gives: markup in which every value was escaped. */
export type Markup = ReturnType<typeof html>

export interface PageInput {
  /** What the `{names}` in the path stand for. */
  params: Record<string, string>
  query: URLSearchParams
  /** Of this server, as the reader sees it: `http://127.0.0.1:8686`. */
  origin: string
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
  navigation?: { title: Text; icon: import('./icon.ts').IconName; order: number }
  render(ctx: Context, input: PageInput): Promise<PageBody>
}

interface FormInput extends PageInput {
  form: FormData
}

/** What a page's form posts to. Answers with where to go, or with a page that tells what it did. */
export interface Form {
  path: string
  permission: string
  submit(ctx: Context, input: FormInput): Promise<{ redirect: string } | PageBody>
}
