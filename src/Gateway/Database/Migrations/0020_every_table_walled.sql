-- Plates and the alerts' log belong to a commune as their alerts do, and stand behind the same wall (0008).

alter table plates add column commune_id integer references communes;
alter table alert_entries add column commune_id integer references communes;
update plates p set commune_id = a.commune_id from alerts a where a.id = p.alert_id;
update alert_entries e set commune_id = a.commune_id from alerts a where a.id = e.alert_id;

do $$
declare
    walled text;
begin
    foreach walled in array array['plates', 'alert_entries'] loop
        execute format('alter table %I alter column commune_id set not null', walled);
        execute format('alter table %I enable row level security', walled);
        execute format('alter table %I force row level security', walled);
        execute format('create policy commune on %I using (voisins_sees(commune_id)) with check (voisins_sees(commune_id))', walled);
    end loop;
end
$$;
