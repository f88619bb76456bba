import type { Snippet } from './snippet.ts'

export const go: Snippet = {
  id: 'go',
  label: 'Go',
  needs: () => undefined,
  code: (signing) => `package webhooks

import (
${(signing === 'v1' ? ['crypto/hmac', 'crypto/sha256'] : ['crypto/ed25519']).map((name) => `\t"${name}"\n`).join('')}\t"encoding/base64"
	"io"
	"net/http"
	"os"
	"strconv"
	"strings"
	"time"
)

// An older request may have been recorded, and sent again by somebody else.
const tolerance = 5 * time.Minute

// Handle takes a webhook.
func Handle(w http.ResponseWriter, r *http.Request) {
	// As it came, byte for byte: what was parsed and written again does not verify.
	body, err := io.ReadAll(http.MaxBytesReader(w, r.Body, 1<<20))
	if err != nil || !Verify(os.Getenv("WEBHOOK_SECRET"), r.Header, body) {
		http.Error(w, "not verified", http.StatusBadRequest)
		return
	}
	// The same webhook-id may come more than once: when you have seen it, answer 2xx and do nothing.
	w.WriteHeader(http.StatusNoContent)
}

// Verify tells whether a request is genuine and recent.
func Verify(secret string, header http.Header, body []byte) bool {
	key, err := base64.StdEncoding.DecodeString(strings.TrimPrefix(secret, "${signing === 'v1' ? 'whsec_' : 'whpk_'}"))
	if err != nil || ${signing === 'v1' ? 'len(key) < 24' : 'len(key) != ed25519.PublicKeySize'} {
		return false
	}
	id, timestamp := header.Get("webhook-id"), header.Get("webhook-timestamp")
	seconds, err := strconv.ParseInt(timestamp, 10, 64)
	if err != nil {
		return false
	}
	if age := time.Since(time.Unix(seconds, 0)); age > tolerance || age < -tolerance {
		return false
	}
	signed := append([]byte(id+"."+timestamp+"."), body...)
	// During a rotation there are several signatures, with a space between: one that fits is enough.
	for _, one := range strings.Fields(header.Get("webhook-signature")) {
		version, encoded, _ := strings.Cut(one, ",")
		signature, err := base64.StdEncoding.DecodeString(encoded)
		if version == "${signing}" && err == nil && fits(key, signed, signature) {
			return true
		}
	}
	return false
}

${signing === 'v1' ? hmac : ed25519}`,
}

const hmac = `func fits(key, signed, signature []byte) bool {
	mac := hmac.New(sha256.New, key)
	mac.Write(signed)
	return hmac.Equal(mac.Sum(nil), signature) // in constant time
}
`
const ed25519 = `func fits(key, signed, signature []byte) bool {
	return ed25519.Verify(ed25519.PublicKey(key), signed, signature)
}
`
