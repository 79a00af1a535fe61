-- The end of a transaction that says something, in one errand: the lock under which events are numbered ("OpenKitc"), the
-- events with their topics, the nudge. The lock is held until the commit, so that whoever waits for it waits for two errands.
create function record_events (events jsonb) returns void language plpgsql as $$
declare
    said jsonb;
    number bigint;
begin
    perform pg_advisory_xact_lock(5724186650773910627);
    for said in select value from jsonb_array_elements(events) loop
        insert into event (kind, actor, person, subject_kind, subject, at, audience, audience_person)
        values (said->>'kind', said->>'actor', (said->>'person')::bigint, said->>'subject_kind', (said->>'subject')::bigint,
            (said->>'at')::bigint, said->>'audience', (said->>'audience_person')::bigint)
        returning id into number;
        insert into event_topic (topic, event) select value, number from jsonb_array_elements_text(said->'topics');
    end loop;
    perform pg_notify('openkitchen', '');
end
$$;
