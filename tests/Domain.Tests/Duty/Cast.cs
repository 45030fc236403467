using VoisinsVigilants.Domain.Alerts;
using VoisinsVigilants.Domain.Communes;
using VoisinsVigilants.Domain.Messages;
using VoisinsVigilants.Domain.Texts;
using VoisinsVigilants.Domain.Turns;

namespace VoisinsVigilants.Domain.Tests.Duty;

/// <summary>A small commune on La Réunion (four hours ahead of UTC, no summer time) with two référents and an adjoint.</summary>
internal static class Cast
{
    public static readonly Commune Reunion = new(
        7, "bras-fleuri", "Bras-Fleuri", PhoneNumber.Parse("+33639981000"), TimeZoneInfo.FindSystemTimeZoneById("Indian/Reunion"), QuietHours.Default,
        GendarmerieOpen: true, new DateOnly(2026, 1, 15), DeskWantsAll: false, 0.07m);

    public static readonly Member Marc = Somebody(1, "+33639981021", Roles.Referent);
    public static readonly Member Lucie = Somebody(2, "+33639981022", Roles.Referent);
    public static readonly Member Adjoint = Somebody(3, "+33639981041", Roles.Adjoint);

    public static TextCatalog Texts { get; } = TextCatalog.Load(RepositoryFiles.Read("sms-scripts/textes")).Catalog!;

    /// <summary>What <paramref name="sender"/> finds when it texts, or when its time comes.</summary>
    public static Situation Situation(DateTimeOffset now, Member? sender = null, params Member[] staff) => new(
        now, Reunion, new RelayPolicy(), Texts, DemoReader.Gazetteer, Contact.Unknown(sender?.Phone ?? Reunion.Number), sender,
        staff.Length > 0 ? staff : [Marc, Lucie, Adjoint], [], new Dictionary<Guid, IReadOnlyList<Telling>>(), new HashSet<PhoneNumber>(),
        new Drawn(Guid.Empty, new AlertCode(12, 'K')));

    public static InboundSms From(Member member, string body, DateTimeOffset now) => new("SM1", member.Phone, Reunion.Number, body, now);

    public static IEnumerable<OutgoingSms> Sms(this Decision decision) => decision.Effects.OfType<Effect.SendSms>().Select(effect => effect.Sms);

    private static Member Somebody(long id, string phone, Roles roles) => new(
        id, PhoneNumber.Parse(phone), "", roles, null, null, roles == Roles.Referent ? ["centre-bourg"] : [], roles == Roles.Adjoint ? 1 : null, null, null, Reachable: true);
}
