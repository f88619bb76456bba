/** Why a webhook is not to be believed. */
export type WebhookFault =
  /** A `webhook-…` header is not there. */
  | 'missing_header'
  /** `webhook-timestamp` is no number of seconds, or `webhook-signature` holds no signature. */
  | 'malformed_header'
  /** Sent longer ago than is tolerated: perhaps recorded, and sent again by somebody else. */
  | 'too_old'
  /** Sent from the future: one of the two clocks is wrong. */
  | 'too_new'
  /** No signature fits any of the secrets: another secret, or the body is not the one that was signed. */
  | 'no_match'
  /** A fault of the receiver's own: what it was given is not a secret. */
  | 'malformed_secret'
  /** It is signed, and is not JSON. */
  | 'malformed_body'

/** A webhook that is not to be believed. Its message holds neither a secret nor a signature. */
export class WebhookVerificationError extends Error {
  override name = 'WebhookVerificationError'
  readonly code: WebhookFault
  constructor(code: WebhookFault, message: string) {
    super(message)
    this.code = code
  }
}
