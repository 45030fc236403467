-- Duty: who can be reached, dates that are reminded, numbers that are suspended, and guards against floods and loops.

alter table members
    add column trained_on     date,                         -- a date to come is reminded before
    add column test_due_at    timestamptz,                  -- keep-alive: when time looks at this phone next; null until planned
    add column test_sent_at   timestamptz,                  -- a test waits for its answer
    add column test_failed_at timestamptz,                  -- the carrier could not deliver it
    add column silent_since   timestamptz;                  -- no answer: the adjoint was told

create index members_test_due on members (test_due_at) where test_due_at is not null;
create index members_test_unplanned on members (commune_id) where test_due_at is null and roles & 6 <> 0;

alter table communes add column next_meeting timestamp;     -- on the commune's wall clock

-- What time itself does for a whole commune. A table of its own: reports lock the commune's row to draw codes.
create table commune_duty (
    commune_id    integer primary key references communes on delete cascade,
    day_due_at    timestamptz not null,                     -- the morning whose reminders are still to be written
    flood_due_at  timestamptz,                              -- many reports came: the adjoint is to be told
    flood_told_at timestamptz
);

create index commune_duty_day on commune_duty (day_due_at);
create index commune_duty_flood on commune_duty (flood_due_at) where flood_due_at is not null;

-- The journal of suspended numbers: who, why, until when. A lifted one stays as a line of the journal.
create table suspensions (
    id           bigint generated always as identity primary key,
    commune_id   integer not null references communes,
    phone        text not null,
    code         text not null,                             -- of the alert that led to it; LEVER names it again
    reason       text not null,
    suspended_by text not null,
    suspended_at timestamptz not null,
    answered_at  timestamptz,                               -- the one answer was given
    lifted_by    text,
    lifted_at    timestamptz
);

create unique index suspensions_active on suspensions (commune_id, phone) where lifted_at is null;

alter table alerts add column adjoint_only boolean not null default false; -- from a suspended number: goes no further than the adjoints

alter table contacts
    add column paused_until       timestamptz,              -- too many SMS: answers pause, urgent ones do not
    add column reminded_of_law_at timestamptz;              -- said once in a lifetime, after several false alarms

create index inbox_recent on inbox (commune_id, from_phone, handled_at);
create index messages_recent on messages (commune_id, to_phone, created_at);
create index alerts_recent on alerts (commune_id, created_at);
create index alerts_false on alerts (commune_id, author, closed_at) where state = 'FalseAlarm';
