-- Several nodes on one database. A row of the outbox is held by a node, not leased until an hour: a node is alive as long as its session
-- is, which PostgreSQL knows at once and no clock can get wrong.

drop index messages_waiting;

alter table messages
    drop column leased_until,
    drop column attempted_at,
    add column holder     integer,      -- the node that hands it to the carrier now; free again when that node is gone
    add column settles_at timestamptz;  -- the carrier was called and its answer is not known: not sent again before, by then its list tells

-- A sender's rows in the order they leave: each sender is looked up by itself, so that one with a long queue costs the others nothing.
create index messages_waiting on messages (from_phone, lane, due_at, id) where status < 20;
create index messages_held on messages (to_phone) where holder is not null;

-- One ledger of each sender's rate, for all nodes: the instant from which on it is idle.
create table sender_rates (
    sender  text primary key,
    free_at timestamptz not null
) with (fillfactor = 50);

-- Never used twice, so that a node that comes back is not taken for the one it was.
create sequence nodes as integer cycle;
