export { type WebhookFault, WebhookVerificationError } from './error.ts'
export { type VerifiedWebhook, type VerifyOptions, verifyWebhook, type WebhookHeaders } from './verify.ts'
