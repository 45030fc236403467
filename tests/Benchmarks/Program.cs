using VoisinsVigilants.Benchmarks;

// Figures, never verdicts: machines are noisy, so what is compared is measured side by side in one run.
switch (args)
{
    case ["commit-to-carrier", ..]:
        await CommitToCarrier.Run(args.Length > 1 ? int.Parse(args[1], System.Globalization.CultureInfo.InvariantCulture) : 500);
        return 0;
    case ["reading"]:
        Reading.Run();
        return 0;
    case ["memory"]:
        CommuneMemory.Run();
        return 0;
    case ["month"]:
        await Month.Run();
        return Environment.ExitCode;
    default:
        Console.Error.WriteLine("Usage: scripts/bench commit-to-carrier [reports] | month | reading | memory");
        return 2;
}
