import type { Feature } from '../../platform/feature.ts'
import * as api from './api.ts'
import { eraseLedgerCommand, exportLedgerCommand, listLedgerCommand, verifyLedgerCommand } from './cli.ts'
import { eraseLedgerForm } from './erase-page.ts'
import { ledgerPage, verifyLedgerForm } from './pages.ts'

export const ledger: Feature = {
  endpoints: Object.values(api),
  commands: [listLedgerCommand, verifyLedgerCommand, exportLedgerCommand, eraseLedgerCommand],
  pages: [ledgerPage],
  forms: [verifyLedgerForm, eraseLedgerForm],
}
