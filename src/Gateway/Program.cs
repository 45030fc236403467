using VoisinsVigilants.Gateway;
using VoisinsVigilants.Gateway.Carriers.Twilio;
using VoisinsVigilants.Gateway.Commands;
using VoisinsVigilants.Gateway.Database;
using VoisinsVigilants.Gateway.Health;
using VoisinsVigilants.Gateway.Jobs;
using VoisinsVigilants.Gateway.Mails;
using VoisinsVigilants.Gateway.Messages;
using VoisinsVigilants.Gateway.Simulation;
using VoisinsVigilants.Gateway.Texts;
using VoisinsVigilants.Gateway.Turns;

var builder = WebApplication.CreateBuilder(args);
var settings = Settings.Read(builder.Configuration);

// migrate, import, check, read: do it and end.
if (args is [{ Length: > 0 } word, ..] && word[0] != '-') return await Command.Run(args, settings);
if (settings.Refuse(builder.Environment, builder.Configuration, Console.Error)) return 1;

builder.AddQuietLogging();
builder.Services.AddSettings(settings);
builder.Services.AddClock(builder.Environment);
builder.Services.AddDatabase(settings.Postgres);
builder.Services.AddTexts(settings.Gateway.ScriptsRoot);
builder.Services.AddTurns();
builder.Services.AddTwilio();
builder.Services.AddDelivery();
builder.Services.AddMails(settings.Mail);
builder.Services.AddJobs(settings.Postgres);
builder.Services.AddDashboardSignIn();
builder.AddTelemetry();
builder.WebHost.UseSettledAddress(builder.Configuration);

var app = builder.Build();
if (!await app.Services.Prepare(Console.Error)) return 1;

app.UseRateLimiter();
app.MapTwilio();
app.MapHealth();
app.MapHangfire();
if (app.Environment.IsEnvironment(SimulationSetup.Environment)) app.MapSimulation();
return await app.Serve(Console.Error);
