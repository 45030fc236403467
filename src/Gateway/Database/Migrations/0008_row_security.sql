-- A second wall between communes, beneath the code: a connection sees the rows of the communes it names in voisins.communes ("all", or ids
-- with commas between), and none when it names none. Forced, because the program owns its tables.

create function voisins_sees(commune integer) returns boolean stable parallel safe language sql
return case current_setting('voisins.communes', true)
    when 'all' then true
    else commune = any (string_to_array(nullif(current_setting('voisins.communes', true), ''), ',')::integer[])
end;

do $$
declare
    walled record;
begin
    for walled in
        select c.table_name, c.column_name
        from information_schema.columns c join information_schema.tables t using (table_schema, table_name)
        where c.table_schema = current_schema() and t.table_type = 'BASE TABLE' and (c.column_name = 'commune_id' or (c.table_name = 'communes' and c.column_name = 'id'))
    loop
        execute format('alter table %I enable row level security', walled.table_name);
        execute format('alter table %I force row level security', walled.table_name);
        execute format('create policy commune on %I using (voisins_sees(%I)) with check (voisins_sees(%I))', walled.table_name, walled.column_name, walled.column_name);
    end loop;
end
$$;
