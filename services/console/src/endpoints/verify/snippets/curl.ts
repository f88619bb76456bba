import type { Snippet } from './snippet.ts'

export const curl: Snippet = {
  id: 'curl',
  label: 'curl',
  needs: () => 'openssl, and a shell',
  code: (signing) => (signing === 'v1' ? signedRequest : recordedRequest),
}

const signedRequest = `# Sends your receiver a request that is signed as a delivery is: try yours before it can be reached from here.
secret="$WEBHOOK_SECRET" # whsec_…
url="\${RECEIVER_URL:-http://localhost:3000/webhooks}"
body='{"test":true}'

id="evt_$(openssl rand -hex 13)"
timestamp=$(date +%s)
key=$(printf %s "\${secret#whsec_}" | openssl base64 -d -A | od -An -v -tx1 | tr -d ' \\n')
signature=$(printf %s "$id.$timestamp.$body" | openssl dgst -sha256 -mac HMAC -macopt "hexkey:$key" -binary | openssl base64 -A)

curl -i "$url" \\
  -H 'content-type: application/json' \\
  -H "webhook-id: $id" \\
  -H "webhook-timestamp: $timestamp" \\
  -H "webhook-signature: v1,$signature" \\
  --data-binary "$body"

# Send it once more with another body and the same signature: your receiver must refuse it.
`

// Nobody but the engine holds the private key, so there is no such request to make.
const recordedRequest = `# Only the private key can sign a v1a request, and it never leaves the server: use Test to have one sent.
# This verifies one that you recorded. body.json is its body, byte for byte.
key="$WEBHOOK_SECRET" # whpk_…, the public key
id="$WEBHOOK_ID" timestamp="$WEBHOOK_TIMESTAMP" signature="$WEBHOOK_SIGNATURE" # v1a,…

# What stands before the 32 bytes of a public key where OpenSSL reads one (RFC 8410).
{ printf '\\060\\052\\060\\005\\006\\003\\053\\145\\160\\003\\041\\000'; printf %s "\${key#whpk_}" | openssl base64 -d -A; } > key.der
{ printf %s "$id.$timestamp."; cat body.json; } > signed
printf %s "\${signature#v1a,}" | openssl base64 -d -A > signature
openssl pkeyutl -verify -pubin -keyform DER -inkey key.der -rawin -in signed -sigfile signature
`
