-- Communes and the people of the programme.

create table communes (
    id                  integer generated always as identity primary key,
    code                text not null unique,
    name                text not null,
    number              text not null unique,               -- the published number; texting it selects the commune
    time_zone           text not null,
    night_starts        time not null default '22:00',
    night_ends          time not null default '07:00',
    gendarmerie_open    boolean not null default false,
    protocol_signed_on  date,
    desk_wants_all      boolean not null default false,
    policy              jsonb not null default '{}',        -- RelayPolicy; what is absent keeps its default
    price_per_segment   numeric(8, 5) not null default 0.07000, -- EUR
    last_code_number    integer not null default 0,
    version             integer not null default 1          -- grows with every change of the commune, its quartiers or its places
);

create table quartiers (
    commune_id  integer not null references communes,
    code        text not null,
    name        text not null,
    primary key (commune_id, code)
);

create table places (
    commune_id  integer not null,
    name        text not null,
    quartier    text not null,
    aliases     text[] not null default '{}',
    primary key (commune_id, name),
    foreign key (commune_id, quartier) references quartiers (commune_id, code)
);

create table members (
    id            bigint generated always as identity primary key,
    commune_id    integer not null references communes,
    key           text not null,                            -- the person's key in the town hall's own file
    name          text not null,
    phone         text not null,
    roles         integer not null,                         -- Roles, flags
    home_quartier text,
    home_place    text,
    referent_of   text[] not null default '{}',             -- codes of quartiers
    duty_rank     integer,                                  -- 1 is called first
    absent_from   timestamptz,
    absent_until  timestamptz,
    enrolled_at   timestamptz not null,
    unique (commune_id, key),
    unique (commune_id, phone) deferrable initially deferred  -- two people may exchange phones in one import
);

-- Those whose job it is: loaded for every turn.
create index members_staff on members (commune_id) where roles > 1;

-- Everything known of one phone in one commune: enrolled or not, its wish to be left alone, where its conversation stands.
create table contacts (
    commune_id    integer not null references communes,
    phone         text not null,
    opted_out_at  timestamptz,
    invalid_since timestamptz,                              -- the carrier says that no SMS can reach it
    step          text not null default 'Idle',
    draft         jsonb,                                    -- the report being completed
    patience_ends timestamptz,                              -- when an unanswered question stops waiting
    last_alert_id uuid,
    last_alert_at timestamptz,
    help_day      date,
    help_count    smallint not null default 0,
    version       integer not null default 1,
    primary key (commune_id, phone)
);

create index contacts_due on contacts (patience_ends) where patience_ends is not null;

create table alerts (
    id            uuid primary key,
    commune_id    integer not null references communes,
    code_number   integer not null,
    code_letter   char(1) not null,
    state         text not null,                            -- AlertState
    state_since   timestamptz not null,
    category      text,                                     -- AlertCategory; null when nobody could tell
    place         text,
    quartier      text,
    urgent        boolean not null,
    incomplete    boolean not null,
    author        text not null,
    author_enrolled boolean not null,
    body          text not null,
    created_at    timestamptz not null,
    taken_by      bigint references members on delete set null,
    escalation    smallint not null,                        -- EscalationStep
    digest_at     timestamptz,                              -- night alert: when the référents get their digest
    due_at        timestamptz,                              -- when time itself must act next; null for an ended alert
    closed_at     timestamptz,
    version       integer not null default 1
);

create index alerts_due on alerts (due_at) where due_at is not null;
create index alerts_open on alerts (commune_id) where closed_at is null;
create unique index alerts_open_code on alerts (commune_id, code_number) where closed_at is null;
create index alerts_closed on alerts (commune_id, closed_at) where closed_at is not null;
create index alerts_author on alerts (commune_id, author, created_at);

create table alert_entries (
    id        bigint generated always as identity primary key,
    alert_id  uuid not null references alerts on delete cascade,
    at        timestamptz not null,
    kind      text not null,                                -- EntryKind
    by_phone  text,                                         -- null: time itself
    body      text not null
);

create index alert_entries_alert on alert_entries (alert_id, at);

-- Every SMS that came in, once. What could not be decided waits here and is tried again.
create table inbox (
    id                 bigint generated always as identity primary key,
    carrier_message_id text not null unique,
    commune_id         integer not null references communes,
    from_phone         text not null,
    to_phone           text not null,
    body               text not null,
    opt_out_type       text,                                -- the carrier handled an opt-out word itself
    received_at        timestamptz not null,
    handled_at         timestamptz,                         -- null: its turn is still to come
    attempts           smallint not null default 0,
    next_try_at        timestamptz,
    error              text                                 -- type and message of the last failure, no phone number
);

create index inbox_waiting on inbox (next_try_at) where handled_at is null;

-- Every SMS that goes out is a row before it is sent. Its status only moves forward (DeliveryStatus).
create table messages (
    id             bigint generated always as identity primary key,
    commune_id     integer not null references communes,
    alert_id       uuid references alerts on delete set null,
    also_tells     uuid[],                                  -- further alerts the same SMS tells of (digest)
    member_id      bigint references members on delete set null,
    from_phone     text not null,
    to_phone       text not null,
    purpose        text not null,                           -- MessagePurpose
    lane           smallint not null,                       -- Lane
    body           text not null,
    segments       smallint not null,
    price_estimate numeric(8, 5) not null,                  -- EUR
    created_at     timestamptz not null,
    due_at         timestamptz not null,                    -- not before
    expires_at     timestamptz not null,                    -- not after
    status         smallint not null default 0,
    attempts       smallint not null default 0,
    leased_until   timestamptz,                             -- a drain is sending it; after a crash another takes over
    attempted_at   timestamptz,
    accepted_at    timestamptz,
    ended_at       timestamptz,
    carrier_sid    text unique,
    error_code     integer,
    retries        smallint not null default 0,             -- the same words were sent this many times before, in rows of their own
    check_at       timestamptz                              -- no report by then: ask the carrier
);

create index messages_waiting on messages (lane, due_at) where status < 20;
create index messages_waiting_phone on messages (to_phone, id) where status < 20;
create index messages_to_check on messages (check_at) where check_at is not null;
create index messages_alert on messages (alert_id) where alert_id is not null;
create index messages_also_tells on messages using gin (also_tells) where also_tells is not null;

-- Every status heard of an SMS, also of ids we do not know (kept, never refused).
create table message_events (
    id          bigint generated always as identity primary key,
    message_id  bigint,
    carrier_sid text not null,
    status      text not null,                              -- the carrier's own word
    error_code  integer,
    heard_at    timestamptz not null,
    unique (carrier_sid, status)
);

create index message_events_message on message_events (message_id);

-- The clock of a simulation: real time plus this offset. Empty in production.
create table simulation_clock (
    only_row  boolean primary key default true check (only_row),
    offset_ms bigint not null
);
