namespace VoisinsVigilants.Domain.Texts;

/// <summary>A file of <c>sms-scripts</c> as read by the gateway; Domain itself opens no file.</summary>
/// <param name="Path">Relative to the scripts directory, with forward slashes: <c>textes/reponses.txt</c>.</param>
public sealed record SourceFile(string Path, string Content);

/// <summary>What is wrong in a file a mairie wrote, in French, saying what to write instead.</summary>
/// <param name="Line">1 for the first line; 0 when the file as a whole is meant.</param>
public sealed record FileError(string Path, int Line, string Message)
{
    public override string ToString() => Line > 0 ? $"{Path}:{Line} : {Message}" : $"{Path} : {Message}";
}
