using Hangfire;
using Hangfire.PostgreSql;
using Hangfire.Server;
using Npgsql;
using VoisinsVigilants.Gateway.Communes;
using VoisinsVigilants.Gateway.Duty;
using VoisinsVigilants.Gateway.Messages;
using VoisinsVigilants.Gateway.Privacy;

namespace VoisinsVigilants.Gateway.Jobs;

/// <summary>Everything that runs by itself, on one screen. Jobs carry no data and are safe to run twice.</summary>
public static class JobSchedule
{
    public static void AddJobs(this IServiceCollection services, string connectionString)
    {
        services.AddSingleton<Bells>();
        services.AddSingleton<NodeStore>();
        services.AddSingleton<NodePresence>();
        services.AddHostedService(provider => provider.GetRequiredService<NodePresence>());
        services.AddHangfire(hangfire => hangfire
            .UseSimpleAssemblyNameTypeSerializer()
            .UseRecommendedSerializerSettings()
            .UsePostgreSqlStorage(
                postgres => postgres.UseNpgsqlConnection(WithoutResets(connectionString)),
                new PostgreSqlStorageOptions
                {
                    SchemaName = "hangfire",
                    QueuePollInterval = TimeSpan.FromSeconds(5),

                    // A job whose node was killed is taken by another within seconds; while a job runs, its node says so all the time.
                    InvisibilityTimeout = TimeSpan.FromSeconds(5),
                    UseSlidingInvisibilityTimeout = true,

                    // A killed node leaves its locks behind as rows; they are held for milliseconds, and ten minutes would stop every other node.
                    DistributedLockTimeout = TimeSpan.FromSeconds(5),
                    PrepareSchemaIfNecessary = true,
                }));

        // Continuous work: SMS out, and times that have come.
        services.AddSingleton<IBackgroundProcess, DueLoop>();
        services.AddSingleton<IBackgroundProcess, DrainLoop>();
        services.AddHostedService<Scheduling>();
        services.AddHangfireServer(server =>
        {
            (server.WorkerCount, server.HeartbeatInterval, server.SchedulePollingInterval) = (2, TimeSpan.FromSeconds(10), TimeSpan.FromMinutes(1));

            // After an absence of the database longer than this Hangfire would begin again by itself, with a pause of its own.
            (server.ServerTimeout, server.ServerCheckInterval) = (TimeSpan.FromMinutes(10), TimeSpan.FromMinutes(1));
            server.ShutdownTimeout = TimeSpan.FromSeconds(9);
        });
    }

    // Hangfire changes nothing of its sessions; cleaning them at each use would be half of what an idle gateway asks of the database.
    private static string WithoutResets(string connectionString) => new NpgsqlConnectionStringBuilder(connectionString) { NoResetOnClose = true }.ConnectionString;

    /// <summary>Recurring work. Every node says so at its start, behind the door that is open already; once is enough for all.</summary>
    private static void Schedule(IServiceProvider services)
    {
        var jobs = services.GetRequiredService<IRecurringJobManager>();
        jobs.AddOrUpdate<DeliverySweep>("ask-for-missing-reports", sweep => sweep.AskForReports(CancellationToken.None), "*/2 * * * *");
        jobs.AddOrUpdate<DeliverySweep>("catch-up-inbound", sweep => sweep.CatchUp(CancellationToken.None), "*/5 * * * *");
        jobs.AddOrUpdate<PlateJob>("forget-plates", job => job.Purge(CancellationToken.None), Cron.Daily(3));
        jobs.AddOrUpdate<BudgetJob>("look-at-budgets", job => job.Look(CancellationToken.None), "*/10 * * * *");
        jobs.AddOrUpdate<DutyPlan>("plan-tests-and-reminders", plan => plan.Run(CancellationToken.None), "*/10 * * * *");
        services.GetRequiredService<IBackgroundJobClient>().Enqueue<DutyPlan>(plan => plan.Run(CancellationToken.None));
        services.GetRequiredService<IBackgroundJobClient>().Enqueue<DeliverySweep>(sweep => sweep.CatchUp(CancellationToken.None));
    }
    /// <summary>Not before the doors are open: an SMS must not wait for Hangfire's bookkeeping, nor for a database that is away again.</summary>
    private sealed class Scheduling(IServiceProvider services, ILogger<Scheduling> log) : BackgroundService
    {
        protected override async Task ExecuteAsync(CancellationToken stoppingToken)
        {
            await Task.Yield();
            while (!stoppingToken.IsCancellationRequested)
                try
                {
                    Schedule(services);
                    return;
                }
                catch (Exception exception)
                {
                    log.LogWarning("Recurring jobs could not be scheduled yet ({Reason})", exception.GetType().Name);
                    await Task.Delay(TimeSpan.FromSeconds(1), stoppingToken);
                }
        }
    }
}
