-- Counts every change of any commune, its quartiers or its places, in the transaction of the change: one look tells whether what is in
-- memory is still true.
create table commune_changes (
    only_row boolean primary key default true check (only_row),
    count    bigint not null
);

insert into commune_changes (count) values (0);
