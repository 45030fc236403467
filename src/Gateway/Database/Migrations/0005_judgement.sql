-- What is held for a human, several witnesses of one alert, number plates.

alter table alerts add column held_words text;              -- read by whoever decides, null once decided

create table alert_witnesses (
    alert_id   uuid not null references alerts on delete cascade,
    commune_id integer not null references communes,
    phone      text not null,
    at         timestamptz not null,
    body       text not null,                               -- as far as it may be relayed
    withdrawn  boolean not null,                            -- took their part back; the alert lives on
    primary key (alert_id, phone)
);

create index alert_witnesses_phone on alert_witnesses (commune_id, phone, at);

-- AES-GCM, by the key Gateway:PlateKey; everywhere else stands the mask.
create table plates (
    alert_id   uuid not null references alerts on delete cascade,
    mask       text not null,                               -- AB-***-CD
    sealed     bytea not null,                              -- nonce, tag, number
    created_at timestamptz not null,
    primary key (alert_id, mask, sealed)
);

create index plates_created on plates (created_at);

alter table messages add column reveals_plates boolean not null default false; -- masks in the body are replaced at the moment of sending
