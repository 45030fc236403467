using System.Security.Cryptography;
using System.Text;
using Hangfire;
using Hangfire.Dashboard;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.RateLimiting;
using Microsoft.Extensions.Options;

namespace VoisinsVigilants.Gateway.Jobs;

/// <summary>Hangfire's dashboard behind the operator's secret: a small sign-in page sets a sealed cookie for a working day.</summary>
public static class DashboardSignIn
{
    private const string Cookie = "operateur";
    private const string NotThis = "<p role=alert>Ce n'est pas le bon secret. Il est dans la configuration, sous Gateway:OperatorSecret.</p>";
    private const string NotSet = "<p role=alert>Cette page reste fermée : aucun secret n'est configuré sous Gateway:OperatorSecret.</p>";
    private static readonly TimeSpan Day = TimeSpan.FromHours(10);

    public static IServiceCollection AddDashboardSignIn(this IServiceCollection services)
    {
        services.AddDataProtection();
        return services.AddRateLimiter(limiter =>
        {
            limiter.RejectionStatusCode = StatusCodes.Status429TooManyRequests;
            limiter.AddFixedWindowLimiter(nameof(DashboardSignIn), window => (window.PermitLimit, window.Window) = (10, TimeSpan.FromMinutes(1)));
        });
    }

    public static void MapHangfire(this WebApplication app)
    {
        app.MapGet("/operateur", () => Page("")).ExcludeFromDescription();
        app.MapPost("/operateur", SignIn).DisableAntiforgery().RequireRateLimiting(nameof(DashboardSignIn));
        app.UseHangfireDashboard("/hangfire", new DashboardOptions { Authorization = [new SignedInOnly()], DisplayStorageConnectionString = false });
    }

    private static async Task<IResult> SignIn(HttpContext http, IOptions<GatewaySettings> settings, IDataProtectionProvider protection, TimeProvider clock)
    {
        var given = (await http.Request.ReadFormAsync())["secret"].ToString();
        var isSet = settings.Value.OperatorSecret.Length > 0;
        var right = isSet && CryptographicOperations.FixedTimeEquals(Hash(given), Hash(settings.Value.OperatorSecret));
        if (!right) return Page(isSet ? NotThis : NotSet, StatusCodes.Status401Unauthorized);

        http.Response.Cookies.Append(Cookie, Sealer(protection).Protect("ok", Day), new CookieOptions { HttpOnly = true, SameSite = SameSiteMode.Strict, Secure = http.Request.IsHttps, MaxAge = Day });
        return Results.Redirect("/hangfire");
    }

    private static byte[] Hash(string text) => SHA256.HashData(Encoding.UTF8.GetBytes(text));

    private static ITimeLimitedDataProtector Sealer(IDataProtectionProvider protection) => protection.CreateProtector(nameof(DashboardSignIn)).ToTimeLimitedDataProtector();

    private static IResult Page(string message, int status = StatusCodes.Status200OK) => Results.Content(
        $"""
        <!doctype html><html lang=fr><meta charset=utf-8><meta name=viewport content="width=device-width"><title>Travaux de la passerelle</title>
        <style>body{"{"}font:1.1rem system-ui;max-width:26rem;margin:15vh auto;padding:1rem{"}"}input,button{"{"}font:inherit;padding:.5rem;width:100%;box-sizing:border-box;margin:.4rem 0{"}"}</style>
        <h1>Travaux de la passerelle</h1>{message}
        <form method=post><label>Secret de l'opérateur<input name=secret type=password autocomplete=current-password required autofocus></label><button>Entrer</button></form>
        """,
        "text/html; charset=utf-8",
        Encoding.UTF8,
        status);

    private sealed class SignedInOnly : IDashboardAuthorizationFilter
    {
        public bool Authorize(DashboardContext context)
        {
            var http = context.GetHttpContext();
            if (http.Request.Cookies[Cookie] is not { } cookie) return false;
            try
            {
                return Sealer(http.RequestServices.GetRequiredService<IDataProtectionProvider>()).Unprotect(cookie) == "ok";
            }
            catch (CryptographicException)
            {
                return false;
            }
        }
    }
}
