using VoisinsVigilants.Domain.Communes;
using VoisinsVigilants.Domain.Texts;
using VoisinsVigilants.Domain.Turns;

namespace VoisinsVigilants.Domain.Conversations.Flows;

/// <summary>Where somebody lives: a street of the commune, or a street we do not have and its quartier.</summary>
internal static class Addresses
{
    /// <summary>The request with what this text says of the address.</summary>
    public static Request Located(Turn turn, Request request, Reading reading)
    {
        var quartiers = turn.Situation.Gazetteer.Quartiers;
        if (reading.Place.Known is { } known) return request with { Place = known.Name, Quartier = known.Quartier };
        if (Chosen(request, reading) is { } chosen)
            return quartiers.FirstOrDefault(quartier => quartier.Name == chosen) is { } own
                ? request with { Quartier = own.Code }
                : request with { Place = chosen, Quartier = turn.Situation.Gazetteer.Find(chosen).Known?.Quartier };
        if (reading.Place.Quartier is { } named) return request with { Quartier = named, Place = request.Quartier is null ? request.Place : null };
        if (reading.Place.Candidates.Count > 1) return request with { Quartier = null, Offered = [.. reading.Place.Candidates.Select(place => place.Name)] };

        // A street nobody has told us of: the quartier is enough, and a digit cannot be misread.
        var answersWhere = turn.Conversation.Step == Step.EnrolPlace && reading.Intent == Intent.Answer;
        if (!reading.Place.NamesUnknown && !answersWhere) return request;
        return request with { Quartier = null, Place = reading.Place.Words ?? request.Place, Offered = [.. quartiers.Select(quartier => quartier.Name)] };
    }

    public static void Ask(Turn turn, Request request)
    {
        Reporting.LetDraftLeave(turn);
        turn.Conversation = turn.Conversation with { Request = request with { Charter = null } };
        var offersQuartiers = request.Offered.Count > 0 && turn.Situation.Gazetteer.Quartiers.Any(quartier => quartier.Name == request.Offered[0]);
        if (request.Offered.Count > 0)
            turn.Reply(offersQuartiers ? TextKeys.AskQuartier : TextKeys.AskOwnStreet, ("choix", string.Join(", ", request.Offered.Select((name, index) => $"{index + 1} {name}"))));
        else if (request.Kind == RequestKind.Move) turn.Reply(TextKeys.AskNewAddress, ("lieu", Of(turn, turn.Situation.Sender!)));
        else turn.Reply(TextKeys.AskAddress);
    }

    /// <summary>An enrolled person lives elsewhere from now on.</summary>
    public static void Move(Turn turn, Request request)
    {
        turn.Do(new Effect.ChangeAddress(turn.Situation.Sender!.Id, request.Quartier!, request.Place));
        Requests.End(turn);
        turn.Reply(TextKeys.Moved, ("lieu", turn.Words.Place(request.Place, request.Quartier)));
    }

    public static string Of(Turn turn, Member member) => turn.Words.Place(member.HomePlace, member.HomeQuartier);

    private static string? Chosen(Request request, Reading reading) =>
        reading.Choice is { } digit && digit >= 1 && digit <= request.Offered.Count ? request.Offered[digit - 1] : null;
}
