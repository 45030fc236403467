-- Enrolment with its proof, moves, erasure.

alter table contacts add column request jsonb;              -- an enrolment, a move or an erasure that waits for an answer

alter table members
    add column proof_at      timestamptz,                   -- the person agreed to the charter; null: the town hall keeps the proof elsewhere
    add column proof_source  text,                          -- ProofSource
    add column proof_charter text,                          -- version of the charter
    add column proof_words   text,                          -- what was answered
    add column moved_at      timestamptz;                   -- address changed by SMS; null again once the town hall's file says the same

-- Each charter that somebody accepted by SMS, word for word.
create table charters (
    commune_id        integer not null references communes,
    version           text not null,
    body              text not null,
    first_accepted_at timestamptz not null,
    primary key (commune_id, version)
);

-- Who asked to be forgotten. The phone stays only until what still needs it has ended; the key of the town hall's own file stays as
-- long as that file names it, so that the next import does not bring the person back.
create table erasures (
    id         bigint generated always as identity primary key,
    commune_id integer not null references communes,
    pseudonym  text not null unique,                        -- stands for the phone in what remains
    erased_at  timestamptz not null,
    phone      text,
    member_key text,
    due_at     timestamptz                                  -- when to remove what remains; null: done
);

create index erasures_due on erasures (due_at) where due_at is not null;
create index inbox_phone on inbox (commune_id, from_phone);
create index messages_phone on messages (commune_id, to_phone);
