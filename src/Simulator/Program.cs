using VoisinsVigilants.Simulator;

SimulatorApp.Build(args).Run();
