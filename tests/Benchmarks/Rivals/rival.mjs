// Another job system doing the same durable work as the gateway: a row for each SMS, a job for each row, the carrier called, the status
// recorded. Commands come as lines on standard input:
//   fanout N   writes N rows and their jobs in one transaction, as a request handler would
//   latency N  adds one job at a time and says after how many milliseconds each started
import http from 'node:http';
import readline from 'node:readline';
import { createRequire } from 'node:module';

const require = createRequire(process.cwd() + '/');
const { Pool } = require('pg');
const [kind, connectionString, carrier] = process.argv.slice(2);
const pool = new Pool({ connectionString, max: 20 });
const agent = new http.Agent({ keepAlive: true });
const InFlight = 64;
const started = new Map();

const post = (to, body) => new Promise((resolve, reject) => {
  const form = new URLSearchParams({ To: to, From: 'rival', Body: body }).toString();
  const request = http.request(`${carrier}2010-04-01/Accounts/AC0/Messages.json`, { method: 'POST', agent, headers: { 'content-type': 'application/x-www-form-urlencoded', 'content-length': form.length } }, (answer) => {
    let text = '';
    answer.on('data', (part) => (text += part)).on('end', () => resolve(JSON.parse(text).sid));
  });
  request.on('error', reject).end(form);
});

async function send(id) {
  started.get(id)?.(performance.now());
  if (started.has(id)) return;
  const { rows: [sms] } = await pool.query({ name: 'read', text: 'select to_phone, body from sms where id = $1', values: [id] });
  const sid = await post(sms.to_phone, sms.body);
  await pool.query({ name: 'record', text: "update sms set status = 'accepted', sid = $2, accepted_at = now() where id = $1", values: [id, sid] });
}

const insertRows = "insert into sms (to_phone, body) select $2 || lpad(n::text, 9, '0'), 'Coupure d''eau demain de 8 h a 12 h, rue du Lavoir.' from generate_series(1, $1::int) as n returning id";

async function graphile(batching) {
  const { run, runMigrations } = require('graphile-worker');
  const { Logger } = require('graphile-worker');
  const preset = { worker: { connectionString, concurrentJobs: InFlight, maxPoolSize: 20, fileExtensions: [], ...(batching ? { localQueue: { size: 500 }, completeJobBatchDelay: 0, failJobBatchDelay: 0 } : {}) } };
  const runner = await run({ preset, taskList: { send: ({ id }) => send(id) }, logger: new Logger(() => () => {}), noHandleSignals: true });
  return {
    fanOut: (client, ids) => client.query("select graphile_worker.add_jobs(array(select row('send', json_build_object('id', id), null, null, null, null, null, null)::graphile_worker.job_spec from unnest($1::bigint[]) as id))", [ids]),
    add: (id) => runner.addJob('send', { id }),
  };
}

async function boss() {
  const Boss = require('pg-boss');
  const jobs = new Boss({ connectionString, max: 20 });
  await jobs.start();
  await jobs.createQueue('send');
  for (let worker = 0; worker < 4; worker++) await jobs.work('send', { batchSize: 200, pollingIntervalSeconds: 0.5 }, (batch) => Promise.all(batch.map((job) => send(job.data.id))));
  return {
    fanOut: (client, ids) => jobs.insert(ids.map((id) => ({ name: 'send', data: { id } })), { db: { executeSql: (text, values) => client.query(text, values) } }),
    add: (id) => jobs.send('send', { id }),
  };
}

await pool.query("create table if not exists sms (id bigint generated always as identity primary key, to_phone text not null, body text not null, status text not null default 'waiting', sid text, accepted_at timestamptz)");
const system = kind === 'pg-boss' ? await boss() : await graphile(kind === 'graphile-worker, batching');

async function fanOut(count) {
  const client = await pool.connect();
  await client.query('begin');
  const { rows } = await client.query(insertRows, [count, 'rival']);
  await system.fanOut(client, rows.map((row) => row.id));
  await client.query('commit');
  client.release();
}

async function latency(count) {
  const took = [];
  for (let job = -1; job >= -count; job--) {
    const begun = performance.now();
    const start = new Promise((resolve) => started.set(job, resolve));
    await system.add(job);
    took.push((await start) - begun);
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
  console.log(took.map((time) => time.toFixed(3)).join(' '));
}

console.log('ready');
for await (const line of readline.createInterface({ input: process.stdin })) {
  const [command, count] = line.split(' ');
  await (command === 'fanout' ? fanOut : latency)(Number(count));
}
process.exit(0);
