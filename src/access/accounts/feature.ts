import type { Feature } from '../../platform/feature.ts'
import { accountPage } from './account-page.ts'
import { accountsPage, createAccountForm } from './accounts-page.ts'
import * as api from './api.ts'
import * as changes from './change-account-page.ts'
import { createAccountCommand, deactivateAccountCommand, inviteAccountCommand, listAccountsCommand } from './cli.ts'
import {
  appointDeputyForm,
  changeOwnForm,
  choosePasswordForm,
  dismissDeputyForm,
  ownAccountPage,
  signOutOwnForm,
} from './own-account-page.ts'

export const accounts: Feature = {
  endpoints: Object.values(api),
  commands: [listAccountsCommand, createAccountCommand, deactivateAccountCommand, inviteAccountCommand],
  pages: [accountsPage, accountPage, ownAccountPage],
  forms: [
    createAccountForm,
    ...Object.values(changes),
    changeOwnForm,
    choosePasswordForm,
    signOutOwnForm,
    appointDeputyForm,
    dismissDeputyForm,
  ],
}
