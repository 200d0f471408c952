import type { Feature } from '../../platform/feature.ts'
import * as api from './api.ts'
import { createWebhookCommand, listWebhooksCommand, replayDeliveryCommand, testWebhookCommand } from './cli.ts'
import { webhookJob } from './jobs.ts'
import { changeSecretForm, createWebhookForm, webhooksPage } from './pages.ts'
import { changeWebhookForm, deleteWebhookForm, replayForm, testWebhookForm, webhookPage } from './webhook-page.ts'

export const webhooks: Feature = {
  endpoints: Object.values(api),
  commands: [createWebhookCommand, listWebhooksCommand, replayDeliveryCommand, testWebhookCommand],
  pages: [webhooksPage, webhookPage],
  forms: [createWebhookForm, changeSecretForm, changeWebhookForm, deleteWebhookForm, replayForm, testWebhookForm],
  jobs: [webhookJob],
}
