using System.Security.Cryptography;
using System.Text;
using Microsoft.Extensions.Options;

namespace VoisinsVigilants.Gateway.Privacy;

/// <summary>
/// Seals number plates with AES-256-GCM: 12 bytes nonce, 16 bytes tag, then the sealed number. The alert's id is authenticated with it, so
/// that a row copied to another alert opens nothing. Without a key nothing is sealed and nothing is kept.
/// </summary>
public sealed class PlateCipher(IOptions<GatewaySettings> settings)
{
    private const int NonceBytes = 12;
    private const int TagBytes = 16;

    private readonly byte[] key = settings.Value.PlateKeyBytes ?? [];

    public bool HasKey => key.Length > 0;

    public byte[] Seal(Guid alert, string number)
    {
        var plain = Encoding.UTF8.GetBytes(number);
        var sealedNumber = new byte[NonceBytes + TagBytes + plain.Length];
        RandomNumberGenerator.Fill(sealedNumber.AsSpan(0, NonceBytes));
        using var cipher = new AesGcm(key, TagBytes);
        cipher.Encrypt(sealedNumber.AsSpan(0, NonceBytes), plain, sealedNumber.AsSpan(NonceBytes + TagBytes), sealedNumber.AsSpan(NonceBytes, TagBytes), alert.ToByteArray());
        return sealedNumber;
    }

    /// <summary>The number; null when it was sealed with another key or for another alert.</summary>
    public string? Open(Guid alert, byte[] sealedNumber)
    {
        if (!HasKey || sealedNumber.Length < NonceBytes + TagBytes) return null;
        var plain = new byte[sealedNumber.Length - NonceBytes - TagBytes];
        try
        {
            using var cipher = new AesGcm(key, TagBytes);
            cipher.Decrypt(sealedNumber.AsSpan(0, NonceBytes), sealedNumber.AsSpan(NonceBytes + TagBytes), sealedNumber.AsSpan(NonceBytes, TagBytes), plain, alert.ToByteArray());
            return Encoding.UTF8.GetString(plain);
        }
        catch (CryptographicException)
        {
            return null;
        }
    }
}
