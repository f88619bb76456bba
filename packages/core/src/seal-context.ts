/** What each sealed value is bound to: a value copied into another row does not open there. */
export const sealContext = {
  endpointSecret: (secretId: string) => `endpoint-secret:${secretId}`,
  endpointHeaders: (endpointId: string) => `endpoint-headers:${endpointId}`,
  idempotentAnswer: (key: string) => `idempotent-answer:${key}`,
}
