import type { Snippet } from './snippet.ts'

export const java: Snippet = {
  id: 'java',
  label: 'Java',
  needs: (signing) => (signing === 'v1a' ? 'Java 15 or later' : 'Java 11 or later'),
  code: (signing) => `${signing === 'v1' ? imports.v1 : imports.v1a}
public final class Webhooks {
  /** An older request may have been recorded, and sent again by somebody else. */
  private static final long TOLERANCE_SECONDS = 300;

  /**
   * Whether a request is genuine and recent.
   *
   * @param secret ${signing === 'v1' ? 'whsec_…' : 'whpk_…, the public key'}
   * @param header of a servlet: request::getHeader
   * @param body as it came, byte for byte; what was parsed and written again does not verify
   */
  public static boolean verify(String secret, UnaryOperator<String> header, byte[] body)
      throws GeneralSecurityException {
    String id = header.apply("webhook-id");
    String timestamp = header.apply("webhook-timestamp");
    String signatures = header.apply("webhook-signature");
    if (id == null || signatures == null || timestamp == null || !timestamp.matches("[0-9]{1,12}")) return false;
    long age = System.currentTimeMillis() / 1000 - Long.parseLong(timestamp);
    if (Math.abs(age) > TOLERANCE_SECONDS) return false;

    byte[] head = (id + "." + timestamp + ".").getBytes(StandardCharsets.UTF_8);
    byte[] signed = ByteBuffer.allocate(head.length + body.length).put(head).put(body).array();
    // During a rotation there are several signatures, with a space between: one that fits is enough.
    for (String one : signatures.split(" ")) {
      if (one.startsWith("${signing},") && fits(secret, signed, one.substring(${signing.length + 1}))) return true;
    }
    return false;
  }

${signing === 'v1' ? hmac : ed25519}
  // Once it is verified: the same webhook-id may come more than once, and is to be done once.
}
`,
}

const imports = {
  v1: `import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.function.UnaryOperator;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
`,
  v1a: `import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.Signature;
import java.security.SignatureException;
import java.security.spec.X509EncodedKeySpec;
import java.util.Base64;
import java.util.function.UnaryOperator;
`,
}

const hmac = `  private static boolean fits(String secret, byte[] signed, String signature) throws GeneralSecurityException {
    byte[] key = Base64.getDecoder().decode(secret.substring("whsec_".length()));
    Mac mac = Mac.getInstance("HmacSHA256");
    mac.init(new SecretKeySpec(key, "HmacSHA256"));
    byte[] expected = Base64.getEncoder().encode(mac.doFinal(signed));
    return MessageDigest.isEqual(expected, signature.getBytes(StandardCharsets.UTF_8)); // in constant time
  }
`

const ed25519 = `  /** What stands before the 32 bytes of a public key where Java reads one (RFC 8410). */
  private static final byte[] HEAD = {0x30, 0x2a, 0x30, 0x05, 0x06, 0x03, 0x2b, 0x65, 0x70, 0x03, 0x21, 0x00};

  private static boolean fits(String secret, byte[] signed, String signature) throws GeneralSecurityException {
    byte[] key = Base64.getDecoder().decode(secret.substring("whpk_".length()));
    byte[] encoded = ByteBuffer.allocate(HEAD.length + key.length).put(HEAD).put(key).array();
    PublicKey publicKey = KeyFactory.getInstance("Ed25519").generatePublic(new X509EncodedKeySpec(encoded));
    Signature verifier = Signature.getInstance("Ed25519");
    verifier.initVerify(publicKey);
    verifier.update(signed);
    try {
      return verifier.verify(Base64.getDecoder().decode(signature));
    } catch (SignatureException | IllegalArgumentException notOne) {
      return false;
    }
  }
`
