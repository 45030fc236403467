namespace VoisinsVigilants.Simulator.Faults;

/// <summary>How the carrier answers a call that it understood and means to accept.</summary>
internal enum Answering
{
    /// <summary>Accepted, and says so.</summary>
    Answer,

    /// <summary>Accepted; its callbacks come before its answer.</summary>
    LateAnswer,

    /// <summary>Accepted, and answers 500.</summary>
    Failure,

    /// <summary>Accepted, and never answers.</summary>
    Silence,

    /// <summary>The connection breaks, and nothing was accepted.</summary>
    BrokenBefore,

    /// <summary>The connection breaks when it is accepted already.</summary>
    BrokenAfter,

    /// <summary>Never answers, and accepts seconds later.</summary>
    LateAcceptance,
}
