import type { Snippet } from './snippet.ts'

export const ruby: Snippet = {
  id: 'ruby',
  label: 'Ruby',
  needs: (signing) => (signing === 'v1a' ? 'Ruby 3.1 or later, with OpenSSL 3' : undefined),
  code: (signing) => `require "openssl"

# An older request may have been recorded, and sent again by somebody else.
TOLERANCE_SECONDS = 300
${signing === 'v1' ? hmac : ed25519}
# Whether a request is genuine and recent.
# headers: of Rails (request.headers), or a hash with names in lower case
# body: as it came, byte for byte (request.raw_post); what was parsed and written again does not verify
def genuine_webhook?(headers, body)
  id = headers["webhook-id"].to_s
  timestamp = headers["webhook-timestamp"].to_s
  return false unless timestamp.match?(/\\A[0-9]{1,12}\\z/)
  return false if (Time.now.to_i - timestamp.to_i).abs > TOLERANCE_SECONDS

  signed = "#{id}.#{timestamp}.".b + body.b
  # During a rotation there are several signatures, with a space between: one that fits is enough.
  headers["webhook-signature"].to_s.split(" ").any? do |one|
    version, signature = one.split(",", 2)
    version == "${signing}" && fits?(signature.to_s, signed)
  end
end

# Once it is verified: the same webhook-id may come more than once, and is to be done once.
`,
}

const hmac = `KEY = ENV.fetch("WEBHOOK_SECRET").delete_prefix("whsec_").unpack1("m0")
raise "WEBHOOK_SECRET must be whsec_ and base64" if KEY.bytesize < 24

def fits?(signature, signed)
  expected = [OpenSSL::HMAC.digest("SHA256", KEY, signed)].pack("m0")
  OpenSSL.secure_compare(expected, signature) # in constant time
end
`

const ed25519 = `# What stands before the 32 bytes of a public key where OpenSSL reads one (RFC 8410).
HEAD = ["302a300506032b6570032100"].pack("H*")
KEY = OpenSSL::PKey.read(HEAD + ENV.fetch("WEBHOOK_SECRET").delete_prefix("whpk_").unpack1("m0"))

def fits?(signature, signed)
  KEY.verify(nil, signature.unpack1("m0"), signed)
rescue ArgumentError, OpenSSL::PKey::PKeyError
  false
end
`
