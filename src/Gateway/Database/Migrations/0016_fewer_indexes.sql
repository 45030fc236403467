-- Every report writes one SMS that came in and three that go out: an index that another one can stand in for is paid for with each of them.

drop index messages_phone;                                  -- messages_recent begins with the same columns
drop index inbox_phone;                                     -- inbox_recent does
drop index alerts_open;                                     -- alerts_open_code does, for the same rows

-- Most of an SMS's life it has no sid, and what is null is never looked for.
alter table messages drop constraint messages_carrier_sid_key;
create unique index messages_sid on messages (carrier_sid) where carrier_sid is not null;

-- An SMS is written three times before it is with the carrier; room on its page spares the indexes the second time.
alter table messages set (fillfactor = 80);
alter table contacts set (fillfactor = 80);
