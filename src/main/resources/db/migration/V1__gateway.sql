-- Everything the gateway keeps. Instants are UTC. Rows that belong to a matter carry own agency, matter and unit, so that
-- need-to-know is a condition on one table. Message ids are texts of the form uuid@agency.

-- bytes -----------------------------------------------------------------------------------------------------------------

create table payload (
    id      uuid primary key,
    sha256  char(64),
    length  bigint,
    stored  timestamptz not null
);
comment on table payload is 'Bytes: documents, signed parts, sealed envelopes, receipts, attachments. Immutable once finished.';
comment on column payload.sha256 is 'Null, as length is, while pieces still come in.';

create table payload_piece (
    payload uuid    not null references payload,
    index   integer not null,
    bytes   bytea   not null check (octet_length(bytes) between 1 and 4194304),
    primary key (payload, index)
);
alter table payload_piece alter column bytes set storage external;

-- partners and people ---------------------------------------------------------------------------------------------------

create table partner (
    id       text primary key,
    profile  jsonb       not null,
    state    text        not null check (state in ('PROPOSED', 'ACTIVE', 'SUSPENDED')),
    changed  timestamptz not null
);

create table partner_certificate (
    fingerprint char(64) primary key,
    key_sha256  char(64) not null,
    partner     text     not null references partner,
    use         text     not null
);
create table partner_proposal (
    partner     text primary key,
    profile     jsonb       not null,
    proposed_by text        not null,
    proposed    timestamptz not null
);
comment on table partner_proposal is 'Profiles that were imported and wait for the call-back; nothing of them is in force.';

create index on partner_certificate (partner);
create index on partner_certificate (key_sha256);

create table person (
    name      text primary key,
    full_name text    not null,
    agency    text    not null,
    unit      text    not null,
    roles     text[]  not null,
    password  text    not null,
    email     text,
    duty_rank integer,
    disabled  boolean not null default false
);
comment on column person.duty_rank is 'Order in which duty officers of the agency are alerted, 1 first; null: not on duty.';

create table api_token (
    id      uuid primary key,
    person  text        not null references person,
    door    text        not null check (door in ('REST', 'CALENDAR')),
    sha256  char(64)    not null unique,
    label   text        not null,
    created timestamptz not null,
    expires timestamptz not null,
    revoked timestamptz
);
comment on column api_token.door is 'What it opens, and nothing else: people.Door.';

-- casework --------------------------------------------------------------------------------------------------------------

create sequence reference_number;

create table matter (
    id        uuid primary key,
    agency    text        not null,
    unit      text        not null,
    reference text        not null unique,
    title     text        not null,
    opened    timestamptz not null
);

create index matter_newest on matter (agency, opened);
create index matter_of_unit on matter (agency, unit, opened);

create table matter_reader (
    matter  uuid not null references matter,
    person  text not null,
    granted_by text not null,
    granted timestamptz not null,
    primary key (matter, person)
);

create index on matter_reader (person);

create table request (
    id                text primary key,
    agency            text        not null,
    matter            uuid        not null references matter,
    unit              text        not null,
    direction         text        not null check (direction in ('OUT', 'IN')),
    partner           text        not null,
    kind              text        not null,
    urgency           smallint    not null,
    state             text        not null,
    next_move         text        not null check (next_move in ('US', 'PARTNER', 'NOBODY')),
    reference         text        not null,
    partner_reference text,
    case_reference    text,
    due               timestamptz,
    due_estimated     boolean     not null default false,
    due_because       text,
    silent_since      timestamptz,
    opened            timestamptz not null,
    changed           timestamptz not null,
    ground            text,
    avenue            text,
    set_aside         text,
    set_aside_by      text,
    in_hand           text,
    version           integer     not null default 0
);
comment on column request.in_hand is 'Who of the unit took it up, wrote about it or took it in hand last. Null: nobody yet, or not since it was handed over.';
comment on column request.due_because is 'Why it is to be acted on by due: see matters.ActByReason.';
comment on column request.silent_since is
    'Of one of ours: the last word of the partner that moved it, else our dispatch; what we say in between does not move it.';
comment on column request.case_reference is 'Of one of ours: the reference or case number that its document names.';
comment on column request.ground is 'Code of the ground on which it was refused.';
comment on column request.avenue is 'Why this avenue was chosen, in the words of who asked; never sent.';
comment on column request.set_aside is 'Why it was set aside, in the words of set_aside_by; never sent.';
comment on column request.id is 'Message id of the message that makes the request, on both sides.';
-- The lists: by due, urgent ones first of the same instant; closed ones last changed first. One index for a unit, one for the supervisors of an agency.
create index request_pending on request (agency, unit, (coalesce(due, 'infinity')), (-urgency), id) where next_move <> 'NOBODY';
create index request_pending_all on request (agency, (coalesce(due, 'infinity')), (-urgency), id) where next_move <> 'NOBODY';
create index request_closed on request (agency, unit, changed, id) where next_move = 'NOBODY';
create index request_closed_all on request (agency, changed, id) where next_move = 'NOBODY';
create index on request (matter);
create index on request (agency, partner, reference);
create index on request (agency, partner, partner_reference);
create index on request (agency, case_reference);

create table request_item (
    request text     not null references request,
    sha256  char(64) not null,
    agency  text     not null,
    partner text     not null,
    primary key (request, sha256)
);
comment on table request_item is 'Of one of ours that is not over: SHA-256 of each data item that its document asks for, as it is worded there.';
create index on request_item (agency, partner, sha256);

create table request_link (
    request  text        not null references request,
    relation text        not null,
    earlier  text        not null references request,
    agency   text        not null,
    matter   uuid        not null references matter,
    unit     text        not null,
    arrived  timestamptz,
    primary key (request, relation, earlier)
);
comment on table request_link is 'What a request builds on: the hold it follows or extends, the request it corrects ...';
comment on column request_link.arrived is 'When the later request reached the requested authority; before that the link has no effect.';
create index on request_link (earlier, relation);

create table operation (
    id        uuid primary key,
    agency    text        not null,
    matter    uuid        not null references matter,
    unit      text        not null,
    reference text        not null unique,
    title     text        not null,
    opened    timestamptz not null,
    opened_by text        not null
);
comment on table operation is 'One act that asks the same of many partners. It has no state: each of its requests has its own.';
create index on operation (agency, unit, opened, id);
create index on operation (matter);

create table operation_request (
    request       text primary key references request,
    operation     uuid    not null references operation,
    partner       text    not null,
    agency        text    not null,
    matter        uuid    not null references matter,
    unit          text    not null,
    language      text,
    language_fits boolean
);
comment on column operation_request.language_fits is 'Whether its language was one of the relationship''s; null: not recorded, or the document names none.';
create unique index on operation_request (operation, partner);

create table operation_left_out (
    operation uuid not null references operation,
    partner   text not null,
    agency    text not null,
    matter    uuid not null references matter,
    unit      text not null,
    problems  text not null,
    primary key (operation, partner)
);
comment on column operation_left_out.problems is 'Codes of what stood against sending it to this partner.';

create table message (
    id          text primary key,
    agency      text        not null,
    matter      uuid references matter,
    unit        text,
    request     text,
    answers     text,
    direction   text        not null check (direction in ('OUT', 'IN')),
    partner     text        not null,
    kind        text        not null,
    urgency     smallint    not null,
    created     timestamptz not null,
    not_after   timestamptz not null,
    exercise    boolean     not null,
    document    uuid references payload,
    signed      uuid references payload,
    signed_by   char(64),
    sealed      uuid references payload,
    sealed_to   char(64),
    mic         char(64),
    author      text,
    approver    text,
    state       text        not null,
    attempts    integer     not null default 0,
    next_try    timestamptz,
    last_problem text,
    finished    timestamptz,
    given_up    text,
    given_up_by text,
    superseded_by text,
    rejected_by text,
    replaced_by text
);
comment on column message.answers is 'The question, the conditions or the query that it answers, as its text names it; there may be no such message.';
comment on column message.document is 'The message XML. What an approval binds is its digest.';
comment on column message.signed is 'The multipart/signed entity; after a rollover of the partner''s key it is encrypted anew. Null for parts of evidence: made again then.';
comment on column message.signed_by is 'SHA-256 of our certificate by which it is signed; null for what came in.';
comment on column message.sealed_to is 'SHA-256 of the partner''s certificate that the envelope is encrypted to; null for what came in.';
comment on column message.given_up is 'Why it goes nowhere, discarded or not carried by hand, in the words of given_up_by; never sent.';
comment on column message.superseded_by is 'The message with which this one, which waited for approval, had nothing to say any more: of ours, which left first, or the partner''s.';
comment on column message.rejected_by is 'Of ours: the partner''s message that rejected it.';
comment on column message.replaced_by is 'Of a rejected one: the message of ours that says it again, or the partner''s with which it went on all the same.';
comment on column message.state is 'Delivery, not law: see matters.DeliveryState.';
create index on message (request);
create index on message (matter);
create index message_answers on message (answers) where answers is not null;
create index message_undelivered on message (partner) where state in ('APPROVED', 'SEALED', 'PARKED');
create index message_awaits_approval on message (request) where state = 'AWAITING_APPROVAL';
create index message_rejected on message (request) where rejected_by is not null and replaced_by is null;
create index message_to_carry on message (request) where state = 'TO_CARRY';
create index message_by_hand on message (agency) where state in ('TO_CARRY', 'CARRIED');

create table seal (
    message text  primary key references message,
    bytes   bytea not null
);
comment on table seal is 'Of parts that are sealed and not delivered: what makes their envelope from their content. It holds a content key.';

create table attachment (
    message    text     not null references message,
    sha256     char(64) not null,
    name       text     not null,
    media_type text     not null,
    length     bigint   not null,
    parts      integer  not null,
    payload    uuid     not null,
    complete   timestamptz,
    differs    timestamptz,
    counts_until timestamptz,
    looked     boolean  not null default false,
    primary key (message, sha256)
);
comment on column attachment.differs is 'When all its parts were in and did not make what the manifest says; it is never readable.';
comment on column attachment.payload is 'Where its bytes are, or gather piece by piece while parts come in; readable once complete.';
comment on column attachment.counts_until is 'Until when its length counts against the partner''s quota while parts are missing; null if it does not, since the message was rejected or has no parts.';
comment on column attachment.looked is 'A scanner has seen it, see scan, or could not; or it is of a message of ours, which none looks at.';
create index attachment_coming on attachment (message) where complete is null and differs is null;
create index attachment_unseen on attachment (complete) where complete is not null and not looked;
create index on attachment (payload);

create table scan (
    payload   uuid primary key references payload,
    scanned   timestamptz not null,
    signature text
);
comment on table scan is 'What the scanner found in stored files; a signature stays, whatever a later look says.';

create table by_hand (
    id                     uuid primary key,
    message                text        not null references message,
    request                text        not null references request,
    agency                 text        not null,
    matter                 uuid        not null references matter,
    unit                   text        not null,
    what                   text        not null check (what in ('CARRIED', 'ARRIVED', 'HEARD', 'READ_BACK', 'CALLED', 'REFUSAL_TOLD')),
    at                     timestamptz not null,
    way                    text        not null,
    sender                 text        not null,
    sender_organisation    text        not null,
    recipient              text        not null,
    recipient_organisation text        not null,
    number                 text        not null,
    scan                   uuid references payload,
    scan_name              text,
    scan_type              text,
    scan_length            bigint,
    scan_sha256            char(64),
    recorded_by            text        not null,
    recorded               timestamptz not null,
    confirmed_by           text,
    contradicted_by        text,
    agreed                 boolean,
    said                   text,
    check ((what = 'READ_BACK') = (agreed is not null))
);
comment on column by_hand.said is 'Of a telephone call: what was said, in the words of recorded_by; never sent.';
comment on table by_hand is 'What persons recorded of what went or came outside the gateway: their word, no receipt and no signature.';
create index on by_hand (request);

create table finding (
    message text    not null references message,
    number  integer not null,
    code    text    not null,
    rule    text    not null,
    place   text    not null,
    primary key (message, number)
);
comment on table finding is 'What the law missed in a request that came by hand, on the day when it was recorded.';

create table attempt (
    id       bigint generated always as identity primary key,
    message  text        not null,
    at       timestamptz not null,
    took_ms  integer     not null,
    outcome  text        not null,
    problem  text
);
create index on attempt (message);

create table receipt (
    message     text        not null,
    direction   text        not null check (direction in ('OUT', 'IN')),
    payload     uuid        not null references payload,
    mic         char(64)    not null,
    disposition text        not null,
    signer      char(64)    not null,
    at          timestamptz not null,
    primary key (message, direction)
);
comment on table receipt is 'Signed MDNs, whole: IN = the partner''s proof for our message, OUT = our proof for theirs.';

create table inbox (
    message  text primary key,
    partner  text        not null,
    mic      char(64)    not null,
    receipt  uuid        not null references payload,
    at       timestamptz not null,
    content  char(64)    -- SHA-256 of what it says, without its headers; none for what says the same each time
);
create index inbox_content on inbox (partner, content, at) where content is not null;

create table owed_receipt (
    receipt       uuid primary key references payload,
    message       text        not null,
    agency        text        not null,
    partner       text        not null,
    since         timestamptz not null,
    offered_until timestamptz not null
);
comment on table owed_receipt is 'Receipts, also negative ones, that a partner asked to have posted and has not taken yet.';

create table hold (
    request    text primary key references request,
    agency     text        not null,
    matter     uuid        not null references matter,
    unit       text        not null,
    state      text        not null,
    starts     timestamptz not null,
    ends       timestamptz not null,
    estimated  boolean     not null,
    stated     timestamptz,
    unexplained boolean    not null,
    part       text,
    said_of    text references request,
    changed    timestamptz not null
);
comment on column hold.unexplained is 'Its holder states a later end than any reading of the period explains.';
comment on column hold.part is 'Numbers of the data items that are held where others of the request are not, separated by spaces. Null: all are.';
comment on column hold.said_of is 'The request to which the end that is stated was said: its own, or one that extends it. Null: none is.';

create table task (
    id       uuid primary key,
    request  text        not null references request,
    agency   text        not null,
    matter   uuid        not null references matter,
    unit     text        not null,
    kind     text        not null,
    due      timestamptz,
    opened   timestamptz not null,
    done     timestamptz,
    done_by  text,
    needed   boolean     not null default true,
    said     text,
    done_with text,
    note     text
);
comment on table task is 'What our own people still have to do around a request: matters.TaskKind. One that is done stays, with who did it.';
comment on column task.needed is 'False: a person said that it need not be done, and in said why.';
comment on column task.done_with is 'The message that did it, or that carries what was made.';
comment on column task.said is 'What was done, in the words of who ticked it off; never sent.';
create index on task (request);
create index task_open on task (agency, unit, due) where done is null;

create table deadline (
    id         uuid primary key,
    request    text        not null references request,
    task       uuid references task,
    agency     text        not null,
    matter     uuid        not null references matter,
    unit       text        not null,
    rule       text        not null,
    outcome    text        not null check (outcome in ('DEADLINE', 'TARGET', 'NOT_STARTED', 'SUSPENDED', 'OPEN_ENDED')),
    inputs     jsonb       not null,
    due        timestamptz,
    plan       text        not null,
    fired      integer     not null default 0,
    estimated  boolean     not null,
    provenance text        not null,
    state      text        not null check (state in ('RESTING', 'ARMED', 'WARNED', 'OVERDUE', 'DUE', 'STOPPED', 'SUPERSEDED')),
    computed   timestamptz not null,
    stopped    text        check (stopped in ('DONE', 'OVER', 'FOLLOWED_UP'))
);
comment on column deadline.stopped is 'Why it runs no more, of a stopped one.';
comment on column deadline.task is 'Whose clock it is; empty: the request''s own.';
comment on column deadline.due is 'Empty: it has no instant, and waits for a fact or an act.';
comment on column deadline.plan is 'Who hears of it when, oldest first; the first `fired` of them are done.';
create index on deadline (request);
create index deadline_running on deadline (agency, unit, due) where state in ('ARMED', 'WARNED', 'OVERDUE');
create index deadline_counted on deadline (state, request, task) where state in ('ARMED', 'WARNED', 'OVERDUE');
create index deadline_resting on deadline (request) where state = 'RESTING';

create table hand_over (
    id         uuid primary key,
    matter     uuid        not null references matter,
    request    text references request,
    agency     text        not null,
    from_unit  text        not null,
    to_unit    text        not null,
    why        text        not null,
    offered    timestamptz not null,
    offered_by text        not null,
    ended      timestamptz,
    ended_by   text,
    taken      boolean,
    reason     text
);
comment on table hand_over is 'A matter on its way from one unit to another; until it is taken over the first one is in charge and both see it.';
comment on column hand_over.id is 'The id of its task, too, where there is a request.';
comment on column hand_over.request is 'From whose file it was offered; null: of a matter in which nobody was asked.';
create unique index hand_over_open on hand_over (matter) where ended is null;
create index hand_over_offered on hand_over (agency, to_unit) where ended is null;

create table own_access (
    id                uuid primary key,
    matter            uuid        not null references matter,
    agency            text        not null,
    basis             text        not null,
    data              text        not null,
    source            text        not null,
    at                timestamptz not null,
    accessed_by       text        not null,
    state             text,
    consent_by        text,
    consent_authority text,
    consent_voluntary text,
    consent_evidence  text,
    corrects          uuid unique references own_access,
    correction        text,
    recorded          timestamptz not null,
    recorded_by       text        not null,
    scan              uuid references payload,
    scan_name         text,
    scan_type         text,
    scan_length       bigint,
    scan_sha256       char(64),
    check (num_nulls(scan, scan_name, scan_type, scan_length, scan_sha256) in (0, 5)),
    check ((basis = 'CONSENT') = (num_nonnulls(consent_by, consent_authority, consent_voluntary, consent_evidence) = 4)),
    check ((corrects is null) = (correction is null))
);
comment on table own_access is
    'Data of another State that our people reached without asking it (ETS185/32, PUB-32). Rows are only added. The unit is the matter''s, so that a hand-over changes none.';
create index on own_access (matter);

-- work ------------------------------------------------------------------------------------------------------------------

create table outbox (
    id         bigint generated always as identity primary key,
    address    text        not null,
    subject    text        not null,
    partner    text        not null default '',
    line       text,
    priority   smallint    not null check (priority between 0 and 9),
    due        timestamptz not null,
    since      timestamptz,
    unfinished integer     not null default 0,
    unique (address, subject)
) with (
    -- rows live for milliseconds: vacuum by their number, at full speed, not by a share of the table
    autovacuum_vacuum_scale_factor = 0, autovacuum_vacuum_threshold = 5000, autovacuum_vacuum_cost_delay = 0
);
comment on table outbox is
    'What is still to be done. A row is claimed when due (its due moves ahead by the lease), its subject queued in Artemis, and deleted '
    'by the transaction that finishes the work: so a lost broker loses nothing and what is late comes again.';
comment on column outbox.partner is 'Whose it is: errands of one urgency are claimed in turn, partner by partner (THREAT-125); empty: nobody''s.';
comment on column outbox.line is 'Rows of one line are claimed in order of id, one at a time: messages of one matter to one partner.';
comment on column outbox.since is 'Claimed, neither finished nor put off: when it was first due; null: not claimed.';
comment on column outbox.unfinished is 'How often in a row work on it ended in a crash or a surprise.';
create index outbox_due on outbox (priority, address, partner, due);
create index outbox_claimed on outbox (since) where since is not null;
create index outbox_line on outbox (line, id) where line is not null;

create table parked (
    id        uuid primary key,
    agency    text        not null,
    matter    uuid,
    unit      text,
    message   text,
    partner   text,
    address   text        not null,
    subject   text,
    reason    text        not null,
    problem   text        not null,
    raw       uuid references payload,
    mic       char(64),
    at        timestamptz not null,
    resolved  timestamptz,
    resolved_by text,
    resolution text
);
comment on column parked.subject is
    'The errand that it goes back to has this subject at the address; null: no errand waits for it.';
comment on column parked.mic is 'Of what came in and could not be read: the digest of what is said to be signed.';
create index parked_open on parked (at) where resolved is null;
create index parked_message on parked (message) where resolved is null;
create index parked_raw on parked (partner, reason) where raw is not null;
create index parked_matter on parked (matter) where matter is not null;

create table alert (
    id           uuid primary key,
    agency       text        not null,
    cause        text        not null,
    subject      text        not null,
    request      text,
    partner      text,
    emergency    boolean,
    raised       timestamptz not null,
    tells_of     text,
    again        integer     not null default 0,
    held_back    timestamptz,
    rung         integer     not null default 0,
    called       integer     not null default 0,
    trouble      text,
    quiet_until  timestamptz,
    quieted_by   text,
    acknowledged timestamptz,
    acknowledged_by text,
    settled      boolean     not null default false
);
create unique index alert_open on alert (agency, cause, subject) where acknowledged is null;
create index alert_request on alert (request);
create index alert_about on alert (agency, cause, subject, raised);
create index alert_recent on alert (agency, cause, partner, emergency, raised) where held_back is null;
create index alert_held on alert (agency, cause, partner, emergency, held_back, raised) where acknowledged is null and held_back is not null;
comment on column alert.tells_of is 'Whose act it tells others of: that person cannot acknowledge it.';
comment on column alert.again is 'How often the same was to be told while it was open.';
comment on column alert.partner is 'Of the request that it is about, as emergency is; about none: who causes it; null: no partner does.';
comment on column alert.settled is 'Nobody acknowledged it: what it called for was done, by acknowledged_by.';
comment on column alert.held_back is 'Nobody is called before: enough were, about the same of this request or of its partner.';

create table idempotency (
    person   text        not null,
    key      text        not null,
    sha256   char(64)    not null,
    answer   text        not null,
    at       timestamptz not null,
    primary key (person, key)
);
create index on idempotency (at);

-- of these a row changes all its life: a fifth of a million, which is the server's own measure, would be seldom
alter table message set (fillfactor = 85, autovacuum_vacuum_scale_factor = 0.02, autovacuum_analyze_scale_factor = 0.02);
alter table request set (autovacuum_vacuum_scale_factor = 0.02, autovacuum_analyze_scale_factor = 0.02);
alter table deadline set (autovacuum_vacuum_scale_factor = 0.02, autovacuum_analyze_scale_factor = 0.02);
alter table task set (autovacuum_vacuum_scale_factor = 0.02, autovacuum_analyze_scale_factor = 0.02);
alter table alert set (autovacuum_vacuum_scale_factor = 0.02, autovacuum_analyze_scale_factor = 0.02);

-- journal ---------------------------------------------------------------------------------------------------------------

create table journal_leaf (
    id      bigint generated always as identity primary key,
    at      timestamptz not null,
    event   text        not null,
    actor   text        not null,
    agency  text        not null,
    matter  uuid,
    unit    text,
    request text,
    message text,
    partner text,
    detail  jsonb       not null
);
comment on table journal_leaf is 'What happened, in the transaction in which it happened. Ids, codes and digests only, never content.';
create index on journal_leaf (matter, id);
create index on journal_leaf (request, id);
create index on journal_leaf (message, id);
create index journal_leaf_relationships on journal_leaf (id) where event in ('relationships.loaded', 'relationships.reloaded');

create table journal_entry (
    seq  bigint primary key,
    leaf bigint not null unique references journal_leaf,
    hash bytea  not null check (octet_length(hash) = 32)
);
comment on table journal_entry is 'The number and RFC 6962 leaf hash that the one sequencer gives each leaf after its commit.';

create table journal_checkpoint (
    size      bigint primary key,
    root      bytea       not null check (octet_length(root) = 32),
    note      text        not null,
    at        timestamptz not null
);
comment on table journal_checkpoint is 'Signed notes (C2SP tlog-checkpoint) over the tree.';

create table journal_pending (
    leaf bigint primary key
) with (autovacuum_vacuum_scale_factor = 0, autovacuum_vacuum_threshold = 5000, autovacuum_vacuum_cost_delay = 0); -- as outbox
comment on table journal_pending is 'Leaves that the sequencer has not numbered yet; filled by the trigger, so no leaf can be forgotten.';

create table journal_frontier (
    one   boolean primary key default true check (one),
    size  bigint not null,
    nodes bytea  not null
);
comment on table journal_frontier is
    'Leaves numbered so far, and the hashes of the full subtrees from left to right: all that adding a leaf needs. Who locks the row '
    'is the sequencer.';
insert into journal_frontier (size, nodes) values (0, '');

create table journal_told (
    one boolean primary key default true check (one),
    seq bigint  not null
);
comment on table journal_told is 'The number of the entry that comity.status is told next. Who locks the row tells.';
insert into journal_told (seq) values (0);

create table clock_believed (
    one boolean primary key default true check (one),
    at  timestamptz
);
comment on table clock_believed is 'The time here when a gateway''s clock was last held to be right (THREAT-89): what a start compares the time with.';
insert into clock_believed (at) values (null);

create function journal_leaf_waits() returns trigger language plpgsql as $$
begin
    insert into journal_pending (leaf) select id from leaves;
    return null;
end $$;
create trigger waits after insert on journal_leaf referencing new table as leaves
    for each statement execute function journal_leaf_waits();

create function journal_only_grows() returns trigger language plpgsql as $$
begin
    raise exception 'the journal only grows';
end $$;
create trigger only_grows before update or delete or truncate on journal_leaf
    for each statement execute function journal_only_grows();
create trigger only_grows before update or delete or truncate on journal_entry
    for each statement execute function journal_only_grows();
create trigger only_grows before update or delete or truncate on journal_checkpoint
    for each statement execute function journal_only_grows();
