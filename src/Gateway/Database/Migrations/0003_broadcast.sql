-- Broadcasts to residents, the budget they and all other SMS are paid from.

alter table communes
    add column monthly_budget   numeric(10, 2),             -- EUR; null: none
    add column budget_warned_on date;                       -- first day of the month in which the adjoint was warned

create table broadcasts (
    id          uuid primary key,
    commune_id  integer not null references communes,
    alert_id    uuid references alerts on delete set null,  -- null: news of the mairie
    alert_code  text,                                       -- as people called it then
    quartier    text,                                       -- null: the whole commune
    number      text not null,                              -- OUI and these four digits send it
    state       text not null,                              -- BroadcastState
    body        text not null,                              -- as it is sent
    segments    smallint not null,
    urgent      boolean not null,
    asked_by    text not null,
    asked_of    text not null,                              -- the adjoint who confirms
    asked_at    timestamptz not null,
    answered_at timestamptz,                                -- when the adjoint confirmed or refused it
    ended_at    timestamptz,
    due_at      timestamptz,                                -- when time must act next
    people      integer not null
);

create index broadcasts_due on broadcasts (due_at) where due_at is not null;
create index broadcasts_recent on broadcasts (commune_id, asked_at);

alter table messages add column broadcast_id uuid references broadcasts on delete set null;

-- Nobody has a broadcast twice; another try of a lost SMS is a row of its own.
create unique index messages_broadcast on messages (broadcast_id, to_phone) where broadcast_id is not null and retries = 0;

-- What the carrier bills, by the commune's month.
create index messages_billed on messages (commune_id, accepted_at) where accepted_at is not null;
