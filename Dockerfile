# The gateway. Build: docker build -t voisins-vigilants .
# Run: docker run -p 8080:8080 -e ConnectionStrings__Postgres=... -e Gateway__PublicBaseUrl=... (see appsettings.example.json) voisins-vigilants
FROM mcr.microsoft.com/dotnet/sdk:10.0 AS build
WORKDIR /source
COPY global.json Directory.Build.props Directory.Packages.props .editorconfig ./
COPY src/Domain/Domain.csproj src/Domain/packages.lock.json src/Domain/
COPY src/Gateway/Gateway.csproj src/Gateway/packages.lock.json src/Gateway/
RUN dotnet restore src/Gateway --locked-mode
COPY src/Domain src/Domain
COPY src/Gateway src/Gateway
RUN dotnet publish src/Gateway --no-restore -c Release -o /app -p:UseAppHost=false

FROM mcr.microsoft.com/dotnet/aspnet:10.0
WORKDIR /app
COPY --from=build /app .
# The mairie's words; mount a volume here to edit them while the program runs.
COPY sms-scripts sms-scripts
ENV ASPNETCORE_URLS=http://+:8080 DOTNET_EnableDiagnostics=0
EXPOSE 8080
USER $APP_UID
# The image has no curl; its shell can ask as well.
HEALTHCHECK --interval=30s --timeout=5s --start-period=30s --retries=3 \
    CMD ["bash", "-c", "exec 3<>/dev/tcp/127.0.0.1/8080 && printf 'GET /healthz HTTP/1.0\\r\\nHost: localhost\\r\\n\\r\\n' >&3 && head -n 1 <&3 | grep -q ' 200'"]
ENTRYPOINT ["dotnet", "VoisinsVigilants.Gateway.dll"]
