import type { Snippet } from './snippet.ts'

export const python: Snippet = {
  id: 'python',
  label: 'Python',
  needs: (signing) => (signing === 'v1a' ? 'pip install cryptography' : undefined),
  code: (signing) => `${signing === 'v1' ? hmac : ed25519}

def verify(headers, body: bytes) -> bool:
    """Whether a request is genuine and recent.

    headers: of Flask, Django or FastAPI, or a dict with names in lower case
    body: as it came, byte for byte; what was parsed and written again does not verify
    """
    message_id = headers.get("webhook-id", "")
    timestamp = headers.get("webhook-timestamp", "")
    if not re.fullmatch(r"[0-9]{1,12}", timestamp):
        return False
    if abs(time.time() - int(timestamp)) > TOLERANCE_SECONDS:
        return False
    signed = f"{message_id}.{timestamp}.".encode() + body
    # During a rotation there are several, with a space between: one that fits is enough.
    signatures = [one.partition(",") for one in headers.get("webhook-signature", "").split(" ")]
    return any(fits(signature, signed) for version, _, signature in signatures if version == "${signing}")

# Once it is verified: the same webhook-id may come more than once, and is to be done once.
`,
}

const about = `# An older request may have been recorded, and sent again by somebody else.
TOLERANCE_SECONDS = 300`

const hmac = `import base64
import hashlib
import hmac
import os
import re
import time

${about}
KEY = base64.b64decode(os.environ["WEBHOOK_SECRET"].removeprefix("whsec_"), validate=True)
if len(KEY) < 24:
    raise ValueError("WEBHOOK_SECRET must be whsec_ and base64")


def fits(signature: str, signed: bytes) -> bool:
    expected = base64.b64encode(hmac.new(KEY, signed, hashlib.sha256).digest())
    return hmac.compare_digest(expected, signature.encode())  # in constant time
`

const ed25519 = `import base64
import os
import re
import time

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

${about}
KEY = Ed25519PublicKey.from_public_bytes(
    base64.b64decode(os.environ["WEBHOOK_SECRET"].removeprefix("whpk_"), validate=True)
)


def fits(signature: str, signed: bytes) -> bool:
    try:
        KEY.verify(base64.b64decode(signature, validate=True), signed)
        return True
    except (InvalidSignature, ValueError):
        return False
`
