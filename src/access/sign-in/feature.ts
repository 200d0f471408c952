import type { Feature } from '../../platform/feature.ts'
import { signInForm, signInPage, signOutForm } from './pages.ts'

export const signIn: Feature = {
  pages: [signInPage],
  forms: [signInForm, signOutForm],
}
