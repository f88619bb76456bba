import type { Snippet } from './snippet.ts'

export const csharp: Snippet = {
  id: 'csharp',
  label: 'C#',
  needs: (signing) => (signing === 'v1a' ? 'dotnet add package NSec.Cryptography' : '.NET 8 or later'),
  code: (signing) => `using System.Globalization;
${signing === 'v1' ? 'using System.Security.Cryptography;\nusing System.Text;' : 'using System.Text;\nusing NSec.Cryptography;'}

public static class Webhooks
{
    /// <summary>An older request may have been recorded, and sent again by somebody else.</summary>
    private const long ToleranceSeconds = 300;

    /// <summary>Whether a request is genuine and recent.</summary>
    /// <param name="secret">${signing === 'v1' ? 'whsec_…' : 'whpk_…, the public key'}</param>
    /// <param name="header">Of ASP.NET Core: name => request.Headers[name]</param>
    /// <param name="body">As it came, byte for byte; what was parsed and written again does not verify.</param>
    public static bool Verify(string secret, Func<string, string?> header, byte[] body)
    {
        var id = header("webhook-id");
        var timestamp = header("webhook-timestamp");
        if (!long.TryParse(timestamp, NumberStyles.None, CultureInfo.InvariantCulture, out var seconds)) return false;
        if (Math.Abs(DateTimeOffset.UtcNow.ToUnixTimeSeconds() - seconds) > ToleranceSeconds) return false;

        byte[] signed = [.. Encoding.UTF8.GetBytes($"{id}.{timestamp}."), .. body];
        // During a rotation there are several signatures, with a space between: one that fits is enough.
        foreach (var one in (header("webhook-signature") ?? "").Split(' '))
        {
            var bytes = new byte[64];
            if (one.Split(',', 2) is ["${signing}", var encoded]
                && Convert.TryFromBase64String(encoded, bytes, out var length)
                && Fits(secret, signed, bytes.AsSpan(0, length))) return true;
        }
        return false;
    }

${signing === 'v1' ? hmac : ed25519}
    // Once it is verified: the same webhook-id may come more than once, and is to be done once.
}
`,
}

const hmac = `    private static bool Fits(string secret, byte[] signed, ReadOnlySpan<byte> signature)
    {
        var key = Convert.FromBase64String(secret["whsec_".Length..]);
        return CryptographicOperations.FixedTimeEquals(HMACSHA256.HashData(key, signed), signature);
    }
`

const ed25519 = `    private static bool Fits(string secret, byte[] signed, ReadOnlySpan<byte> signature)
    {
        var bytes = Convert.FromBase64String(secret["whpk_".Length..]);
        var key = PublicKey.Import(SignatureAlgorithm.Ed25519, bytes, KeyBlobFormat.RawPublicKey);
        return SignatureAlgorithm.Ed25519.Verify(key, signed, signature);
    }
`
