-- E-mails to the town hall's desk: a row before it is sent, as SMS are.

create table mails (
    id         bigint generated always as identity primary key,
    commune_id integer not null references communes,
    alert_id   uuid references alerts on delete set null,
    to_address text not null,
    subject    text not null,
    body       text not null,
    created_at timestamptz not null,
    due_at     timestamptz not null,           -- not before
    attempts   smallint not null default 0,
    holder     integer,                        -- the node that hands it to the mail server now; free again when that node is gone
    sent_at    timestamptz,
    failed_at  timestamptz,                    -- given up
    error      text                            -- what the last try said
);

create index mails_waiting on mails (due_at) where sent_at is null and failed_at is null;
create index mails_alert on mails (alert_id) where alert_id is not null;

alter table mails enable row level security;
alter table mails force row level security;
create policy commune on mails
    using ((select voisins_sees_all()) or commune_id = any ((select voisins_named())::integer[]))
    with check ((select voisins_sees_all()) or commune_id = any ((select voisins_named())::integer[]));

alter table members add column email text;     -- of a desk or a brigade

-- The carrier said that somebody of the staff asked for silence, and nobody has been told of it yet.
alter table contacts add column opt_out_due_at timestamptz;
create index contacts_opt_out_due on contacts (opt_out_due_at) where opt_out_due_at is not null;
