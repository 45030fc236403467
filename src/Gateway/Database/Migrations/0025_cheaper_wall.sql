-- The same wall as in 0008 and 0020, asked once for a statement instead of once for every row: a list of sixty communes was taken apart again and
-- again, and cost a group of turns more than its writes. Subqueries without a reference to the row are evaluated once, at first need.

create function voisins_sees_all() returns boolean stable parallel safe language sql
return current_setting('voisins.communes', true) = 'all';

create function voisins_named() returns integer[] stable parallel safe language sql
return case when current_setting('voisins.communes', true) <> 'all' then string_to_array(nullif(current_setting('voisins.communes', true), ''), ',')::integer[] end;

do $$
declare
    walled record;
begin
    for walled in select schemaname, tablename, case when tablename = 'communes' then 'id' else 'commune_id' end as column_name from pg_policies where policyname = 'commune' and schemaname = current_schema()
    loop
        execute format(
            'alter policy commune on %1$I using ((select voisins_sees_all()) or %2$I = any ((select voisins_named())::integer[])) with check ((select voisins_sees_all()) or %2$I = any ((select voisins_named())::integer[]))',
            walled.tablename, walled.column_name);
    end loop;
end
$$;
