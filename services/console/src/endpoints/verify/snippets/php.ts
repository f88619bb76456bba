import type { Snippet } from './snippet.ts'

export const php: Snippet = {
  id: 'php',
  label: 'PHP',
  needs: (signing) => (signing === 'v1a' ? 'PHP 8 with sodium, which comes with it' : 'PHP 8'),
  code: (signing) => `<?php

declare(strict_types=1);

// An older request may have been recorded, and sent again by somebody else.
const TOLERANCE_SECONDS = 300;

/**
 * Whether a request is genuine and recent.
 *
 * @param array<string, string> $headers names in lower case: array_change_key_case(getallheaders())
 * @param string $body as it came, byte for byte: file_get_contents('php://input')
 */
function verify_webhook(string $secret, array $headers, string $body): bool
{
    $id = $headers['webhook-id'] ?? '';
    $timestamp = $headers['webhook-timestamp'] ?? '';
    if (!preg_match('/\\A[0-9]{1,12}\\z/', $timestamp)) {
        return false;
    }
    if (abs(time() - (int) $timestamp) > TOLERANCE_SECONDS) {
        return false;
    }
    // During a rotation there are several signatures, with a space between: one that fits is enough.
    foreach (explode(' ', $headers['webhook-signature'] ?? '') as $one) {
        [$version, $signature] = explode(',', $one, 2) + ['', ''];
        if ($version === '${signing}' && fits($secret, "{$id}.{$timestamp}.{$body}", $signature)) {
            return true;
        }
    }
    return false;
}

${signing === 'v1' ? hmac : ed25519}
// Once it is verified: the same webhook-id may come more than once, and is to be done once.
`,
}

const hmac = `function fits(string $secret, string $signed, string $signature): bool
{
    $key = base64_decode(substr($secret, strlen('whsec_')), true);
    if ($key === false || strlen($key) < 24) {
        throw new InvalidArgumentException('The secret must be whsec_ and base64');
    }
    $expected = base64_encode(hash_hmac('sha256', $signed, $key, true));
    return hash_equals($expected, $signature); // in constant time
}
`

const ed25519 = `function fits(string $publicKey, string $signed, string $signature): bool
{
    $key = base64_decode(substr($publicKey, strlen('whpk_')), true);
    $bytes = base64_decode($signature, true);
    return $key !== false
        && $bytes !== false
        && strlen($bytes) === SODIUM_CRYPTO_SIGN_BYTES
        && sodium_crypto_sign_verify_detached($bytes, $signed, $key);
}
`
