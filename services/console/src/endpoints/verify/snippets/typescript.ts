import type { Snippet } from './snippet.ts'

export const typescript: Snippet = {
  id: 'typescript',
  label: 'TypeScript',
  needs: () => 'npm install @g5/sdk',
  // The library tells by the secret which of the two it is.
  code: (signing) => `import { verifyWebhook, WebhookVerificationError } from '@g5/sdk/webhooks'

/** ${signing === 'v1' ? 'whsec_…' : 'whpk_…, the public key'} */
const secret = process.env.WEBHOOK_SECRET ?? ''

/** For whatever knows Request and Response: Next.js, Hono, Remix, Deno, Bun, Cloudflare Workers. */
export async function POST(request: Request): Promise<Response> {
  // As it came, byte for byte: what was parsed and written again does not verify.
  const body = await request.text()
  try {
    // Checks the signature in constant time, and refuses what is more than five minutes old.
    const { id, payload } = await verifyWebhook(body, request.headers, secret)
    // The same id may come more than once: when you have seen it, answer 2xx and do nothing.
    console.log(id, payload)
    return new Response(null, { status: 204 })
  } catch (error) {
    if (error instanceof WebhookVerificationError) return new Response(error.code, { status: 400 })
    throw error
  }
}
`,
}
