-- clock (revision 2): clock_turn
create table clock_turn (seq integer primary key) strict;

-- members (revision 3): member
create table member (
      id text primary key,
      name text not null,
      roles text not null,
      ed25519 text not null,
      state text not null,
      added_at text not null,
      added_by text not null,
      active_since text,
      revoked_at text,
      revoked_by text,
      revoked_reason text,
      seq integer not null,
      keys_seq integer not null
    ) strict, without rowid;

-- members (revision 3): vault
create table vault (
      id text primary key, name text not null, root_certificate text not null, header_hash text not null,
      identity text, rekeyed_seq integer not null
    ) strict, without rowid;

-- templates (revision 2): template
create table template (
      kind text not null,
      key text not null,
      version integer not null,
      title text not null,
      body text not null,
      reason text not null,
      saved_at text not null,
      saved_by text not null,
      primary key (kind, key, version)
    ) strict;

-- templates (revision 2): template_retired
create table template_retired (
      kind text not null,
      key text not null,
      version integer not null,
      reason text not null,
      retired_at text not null,
      retired_by text not null,
      primary key (kind, key, version)
    ) strict;

-- anchors (revision 2): anchor
create table anchor (
      seq integer primary key, kind text not null, size integer not null, root text not null, at text not null,
      who text not null, ref text not null
    ) strict;
    create index anchor_size on anchor (size);

-- anchors (revision 2): witnessed
create table witnessed (
      origin text not null, size integer not null, root text not null, seq integer not null, primary key (origin, seq)
    ) strict, without rowid;

-- anchors (revision 2): witness_key
create table witness_key (
      origin text not null, key text not null, primary key (origin, key)
    ) strict, without rowid;

-- anchors (revision 2): superseded
create table superseded (
      seq integer primary key, at text not null, size integer not null, first integer, last integer not null, reason text not null
    ) strict;

-- anchors (revision 2): superseded_head
create table superseded_head (
      size integer not null, root text not null, seq integer not null, primary key (size, root)
    ) strict, without rowid;

-- anchors (revision 2): timestamp_request
create table timestamp_request (
      nonce text primary key, size integer not null, root text not null, text text not null, seq integer not null
    ) strict, without rowid;

-- intake (revision 6): report
create table report (
      id text primary key,
      serial integer not null unique,
      number text not null unique,
      channel text not null,
      received_at text not null,
      received_ms integer not null,
      recorded_at text not null,
      recorded_by text not null,
      reporter text,
      reporter_contact text,
      occurred_value text,
      occurred_zone text,
      occurred_precision text,
      place_name text,
      latitude real,
      longitude real,
      category text not null,
      narrative text not null,
      immediate_danger integer not null,
      severity text,
      severity_rank integer not null,
      severity_reason text,
      queue_rank integer not null default 3,
      next_due_ms integer,
      assignee text,
      assignee_name text,
      snoozed_until text,
      snoozed_ms integer not null default 0,
      snooze_reason text,
      external_id text,
      fields text not null,
      form_key text,
      form_version integer,
      source_sha256 text,
      source_item integer,
      source_file text,
      source_problems text,
      disposition text not null,
      disposition_reason text,
      disposition_at text,
      case_id text,
      case_number text,
      seq integer not null
    ) strict;
    create index report_queue on report (disposition, immediate_danger desc, severity_rank desc, received_ms, serial);
    create index report_newest on report (disposition, received_ms desc, serial desc);
    create index report_case on report (case_id) where case_id is not null;
    create index report_source on report (source_sha256, source_item) where source_sha256 is not null;
    create index report_external on report (external_id) where external_id is not null;
    
  create index report_due on report (disposition, queue_rank desc, received_ms, serial, next_due_ms, snoozed_ms,
    immediate_danger, severity_rank, assignee);
  create index report_danger on report (received_ms, serial) where disposition = 'open' and immediate_danger = 1 and severity_rank = 0;
  create index report_late on report (next_due_ms) where disposition = 'open' and next_due_ms is not null;
  create index report_assigned on report (assignee, snoozed_ms) where disposition = 'open' and assignee is not null;
  create index report_snoozed on report (snoozed_ms) where disposition = 'open' and snoozed_ms > 0;
  create index report_ungraded on report (received_ms, serial) where disposition = 'open' and severity_rank = 0;
  create index report_place on report (place_name, received_ms, number) where place_name is not null;
  create index report_reporter on report (reporter, received_ms) where reporter is not null;

-- intake (revision 6): report_mention
create table report_mention (
      kind text not null,
      form text not null,
      report integer not null,
      primary key (kind, form, report)
    ) strict, without rowid;

-- intake (revision 6): report_count
create table report_count (disposition text primary key, reports integer not null) strict;

-- intake (revision 6): triage
create table triage (
    report_id text primary key,
    template text not null,
    template_version integer not null,
    title text not null,
    answers text not null,
    rule_level text not null,
    rule_says text not null,
    level text not null,
    reason text,
    at text not null,
    by text not null,
    seq integer not null
  ) strict;

-- intake (revision 6): duty
create table duty (
    id text primary key,
    report_id text not null,
    case_id text,
    tell text not null,
    what text not null,
    due text not null,
    due_ms integer not null,
    level text not null,
    template text not null,
    template_version integer not null,
    within integer not null,
    state text not null,
    made_at text not null,
    ended_at text,
    ended_by text,
    ended_why text,
    told text,
    told_at text,
    how text,
    note text,
    seq integer not null
  ) strict;
  create index duty_report on duty (report_id);
  create index duty_case on duty (case_id) where case_id is not null;
  create index duty_due on duty (due_ms) where state = 'open';

-- cases (revision 4): case_file
create table case_file (
      id text primary key,
      number text not null unique,
      year integer not null,
      serial integer not null,
      title text not null,
      category text not null,
      status text not null,
      severity text,
      severity_reason text,
      owner text not null,
      owner_member text,
      approver_member text,
      approver text,
      team text not null default '[]',
      follow_up_due text,
      opened_at text not null,
      closed_at text,
      opened_by text not null,
      seq integer not null
    ) strict;
    create index case_serial on case_file (year, serial);

-- subjects (revision 2): subject
create table subject (
      id text primary key,
      serial integer not null unique,
      number text not null,
      kind text not null,
      name text not null,
      details text not null,
      root text not null,
      merged_into text,
      merged_at text,
      merged_by text,
      merge_reason text,
      added_at text not null,
      added_by text not null,
      seq integer not null
    ) strict;
    create index subject_root on subject (root);
    create index subject_merged on subject (merged_into) where merged_into is not null;
    create index subject_name on subject (name collate nocase, serial) where merged_into is null;
    create index subject_kind on subject (kind, name collate nocase, serial) where merged_into is null;

-- subjects (revision 2): subject_key
create table subject_key (
      kind text not null,
      form text not null,
      subject_id text not null,
      source text not null,
      primary key (kind, form, subject_id, source)
    ) strict, without rowid;

-- subjects (revision 2): subject_alias
create table subject_alias (
      id text primary key,
      subject_id text not null,
      name text not null,
      confidence text not null,
      basis text not null,
      added_at text not null,
      added_by text not null,
      withdrawn_at text,
      withdrawn_by text,
      withdrawn_reason text
    ) strict;
    create index alias_subject on subject_alias (subject_id);

-- subjects (revision 2): subject_identifier
create table subject_identifier (
      id text primary key,
      subject_id text not null,
      type text not null,
      value text not null,
      basis text,
      added_at text not null,
      added_by text not null,
      withdrawn_at text,
      withdrawn_by text,
      withdrawn_reason text
    ) strict;
    create index identifier_subject on subject_identifier (subject_id);

-- subjects (revision 2): subject_photo
create table subject_photo (
      id text primary key,
      subject_id text not null,
      exhibit_id text not null,
      exhibit_number text not null,
      report_id text,
      case_id text,
      added_at text not null,
      added_by text not null,
      withdrawn_at text,
      withdrawn_by text,
      withdrawn_reason text
    ) strict;
    create index photo_subject on subject_photo (subject_id);
    create index photo_case on subject_photo (case_id) where case_id is not null;
    create index photo_report on subject_photo (report_id) where report_id is not null;

-- subjects (revision 2): involvement
create table involvement (
      id text primary key,
      subject_id text not null,
      report_id text,
      case_id text,
      role text not null,
      from_when text,
      to_when text,
      confidence text not null,
      basis text,
      seq integer not null,
      added_at text not null,
      added_by text not null,
      withdrawn_at text,
      withdrawn_by text,
      withdrawn_reason text
    ) strict;
    create index involvement_subject on involvement (subject_id);
    create index involvement_report on involvement (report_id) where report_id is not null;
    create index involvement_case on involvement (case_id) where case_id is not null;

-- subjects (revision 2): subject_trace
create table subject_trace (
      subject_id text not null,
      seq integer not null,
      primary key (subject_id, seq)
    ) strict, without rowid;
    create index trace_entry on subject_trace (seq);

-- exhibits (revision 7): exhibit
create table exhibit (
      id text primary key,
      case_id text,
      case_number text,
      report_id text,
      report_number text,
      serial integer not null,
      number text not null unique,
      file_name text not null,
      source_path text,
      description text,
      media_type text not null,
      size integer not null,
      sha256 text not null,
      blob text not null,
      collected_by text not null,
      collected_at text not null,
      place text,
      method text,
      kind text not null,
      derived_from text,
      derived_number text,
      derived_how text,
      recorded_at text not null,
      recorded_by text not null,
      verified_at text,
      failed_at text,
      failed_seq integer,
      seq integer not null
    ) strict;
    create unique index exhibit_serial on exhibit (case_id, serial) where case_id is not null;
    create unique index exhibit_report on exhibit (report_id, serial) where report_id is not null;
    create index exhibit_origin on exhibit (derived_from) where derived_from is not null;
    create index exhibit_hash on exhibit (sha256);

-- exhibits (revision 7): custody_event
create table custody_event (
      seq integer primary key,
      exhibit_id text not null,
      action text not null,
      from_custodian text,
      to_custodian text,
      custody_at text not null,
      recorded_at text not null,
      recorded_by text not null,
      place text,
      method text,
      purpose text,
      authority text,
      condition text,
      expected_back text,
      outside integer not null,
      seal_before text,
      seal_after text,
      hash_before text,
      hash_after text,
      reason text,
      sha256 text
    ) strict;
    create index custody_exhibit on custody_event (exhibit_id, seq);

-- exhibits (revision 7): mark_act
create table mark_act (
      seq integer primary key,
      id text not null,
      act text not null,
      exhibit_id text not null,
      number text not null,
      serial integer,
      sha256 text,
      at text,
      comment text,
      labels text,
      why text,
      recorded_at text not null,
      recorded_by text not null
    ) strict;
    create index mark_exhibit on mark_act (exhibit_id, seq);

-- notebook (revision 3): note_revision
create table note_revision (
      seq integer primary key,
      note_id text not null,
      case_id text not null,
      revision integer not null,
      title text not null,
      body text not null,
      happened_value text,
      happened_zone text,
      happened_precision text,
      written_at text not null,
      author text not null,
      unique (note_id, revision)
    ) strict;
    create index note_case on note_revision (case_id, note_id, revision);

-- notebook (revision 3): note_seal
create table note_seal (
      seq integer primary key,
      note_id text not null unique,
      case_id text not null,
      revision integer not null,
      sha256 text not null,
      at text not null,
      by_member text not null
    ) strict;
    create index note_seal_case on note_seal (case_id);

-- notebook (revision 3): note_witness
create table note_witness (
      seq integer primary key,
      note_id text not null,
      case_id text not null,
      up_to integer not null,
      at text not null,
      by_member text not null
    ) strict;
    create index note_witness_case on note_witness (case_id);

-- notebook (revision 3): note_addition
create table note_addition (
      seq integer primary key,
      note_id text not null,
      case_id text not null,
      number integer not null,
      body text not null,
      happened_value text,
      happened_zone text,
      happened_precision text,
      written_at text not null,
      author text not null,
      unique (note_id, number)
    ) strict;
    create index note_addition_case on note_addition (case_id);

-- notebook (revision 3): note_strike
create table note_strike (
      seq integer primary key,
      note_id text not null,
      case_id text not null,
      addition integer,
      start integer not null,
      end integer not null,
      words text not null,
      instead text,
      reason text not null,
      at text not null,
      by_member text not null
    ) strict;
    create index note_strike_case on note_strike (case_id);

-- notebook (revision 3): late_entry_rule
create table late_entry_rule (
      seq integer primary key,
      hours integer not null,
      reason text not null,
      earlier integer not null,
      at text not null,
      by_member text not null
    ) strict;

-- tasks (revision 1): task
create table task (
      id text primary key,
      case_id text not null,
      number text not null unique,
      serial integer not null,
      title text not null,
      type text not null,
      detail text,
      assignee text not null,
      assignee_name text not null,
      due text,
      due_after text,
      due_minutes integer,
      depends_on text not null,
      mandatory integer not null,
      fields text not null,
      state text not null,
      result text,
      given text not null,
      evidence text not null,
      settled_at text,
      settled_by text,
      settled_seq integer,
      reason text,
      playbook text,
      playbook_version integer,
      playbook_task text,
      added_at text not null,
      seq integer not null
    ) strict;
    create index task_case on task (case_id, serial);
    create index task_open on task (assignee, due) where state = 'open';

-- tasks (revision 1): playbook_use
create table playbook_use (
      case_id text primary key,
      key text not null,
      version integer not null,
      title text not null,
      tasks text not null,
      applied_at text not null,
      applied_by text not null
    ) strict;

-- communications (revision 1): communication
create table communication (
      id text primary key,
      case_id text not null,
      number text not null,
      serial integer not null,
      channel text not null,
      direction text not null,
      parties text not null,
      sent_at text not null,
      sent_ms integer not null,
      received_at text,
      content text not null,
      quotes text not null,
      outcome text,
      exhibit text,
      recorded_at text not null,
      recorded_by text not null,
      struck_at text,
      struck_by text,
      struck_reason text,
      replaced_by text,
      seq integer not null
    ) strict;
    create unique index communication_serial on communication (case_id, serial);

-- travel (revision 1): leg
create table leg (
      id text primary key,
      case_id text not null,
      number text not null,
      serial integer not null,
      principal text not null,
      mode text not null,
      from_place text not null,
      to_place text not null,
      departure text not null,
      departure_ms integer not null,
      arrival text,
      reference text,
      notes text,
      departed text,
      departed_recorded_at text,
      arrived text,
      arrived_recorded_at text,
      cancelled text,
      recorded_at text not null,
      recorded_by text not null,
      seq integer not null
    ) strict;
    create unique index leg_serial on leg (case_id, serial);

-- travel (revision 1): deviation
create table deviation (
      id text primary key,
      case_id text not null,
      leg_id text not null,
      kind text not null,
      what text not null,
      noticed_at text not null,
      recorded_at text not null,
      recorded_by text not null,
      settled_at text,
      settled_by text,
      settled_how text,
      seq integer not null
    ) strict;
    create index deviation_leg on deviation (leg_id, seq);
    create index deviation_case on deviation (case_id);

-- travel (revision 1): advisory
create table advisory (
      id text primary key,
      case_id text not null,
      title text not null,
      source text not null,
      text text,
      effective text,
      expires text,
      report text,
      legs text not null,
      recorded_at text not null,
      recorded_by text not null,
      seq integer not null
    ) strict;
    create index advisory_case on advisory (case_id, seq);

-- assessments (revision 1): assessment
create table assessment (
      id text primary key,
      case_id text not null,
      number text not null,
      serial integer not null,
      instrument text not null,
      about text not null,
      factors text not null,
      gaps text not null,
      level text not null,
      rationale text not null,
      plan text not null,
      reassess_on text,
      assessed_at text not null,
      assessor text not null,
      withdrawn_at text,
      withdrawn_by text,
      withdrawn_reason text,
      seq integer not null
    ) strict;
    create unique index assessment_serial on assessment (case_id, serial);
    create index assessment_reassess on assessment (reassess_on) where reassess_on is not null;

-- decisions (revision 1): decision
create table decision (
      id text primary key,
      case_id text not null,
      serial integer not null,
      number text not null,
      state text not null,
      decider text not null,
      approver text,
      without_approval text,
      supersedes text,
      superseded_by text,
      withdrawn_at text,
      withdrawn_by text,
      withdraw_reason text,
      withdraw_seq integer,
      unique (case_id, serial)
    ) strict;
    create index decision_waiting on decision (state) where state = 'waiting';

-- decisions (revision 1): decision_revision
create table decision_revision (
      seq integer primary key,
      decision_id text not null,
      revision integer not null,
      question text not null,
      options text not null,
      choice text not null,
      rationale text not null,
      facts text not null,
      review_on text,
      submitted_at text not null,
      submitted_by text not null,
      answer text,
      answered_at text,
      answered_by text,
      answer_reason text,
      seen_size integer,
      seen_root text,
      answer_seq integer,
      unique (decision_id, revision)
    ) strict;

-- closure (revision 1): allegation
create table allegation (
    id text primary key,
    case_id text not null,
    serial integer not null,
    number text not null,
    text text not null,
    standard text not null,
    seq integer not null,
    finding text,
    basis text,
    facts text,
    found_by text,
    found_at text,
    found_seq integer,
    withdrawn_at text,
    withdrawn_by text,
    withdraw_reason text,
    unique (case_id, serial)
  ) strict;

-- closure (revision 1): closure_statement
create table closure_statement (
    case_id text not null,
    part text not null,
    text text not null,
    level text,
    by_member text not null,
    at text not null,
    seq integer not null,
    primary key (case_id, part)
  ) strict;

-- closure (revision 1): watch
create table watch (
    id text primary key,
    case_id text not null,
    serial integer not null,
    number text not null,
    kind text not null,
    what text not null,
    owner_member text not null,
    owner text not null,
    due text,
    due_ms real,
    seq integer not null,
    unique (case_id, serial)
  ) strict;
  create index watch_due on watch (due_ms) where due is not null;

-- closure (revision 1): watch_answer
create table watch_answer (
    seq integer primary key,
    watch_id text not null,
    outcome text not null,
    note text not null,
    by_member text not null,
    at text not null,
    next text,
    report text
  ) strict;
  create index watch_answers on watch_answer (watch_id, seq);

-- closure (revision 1): closure_request
create table closure_request (
    seq integer primary key,
    case_id text not null,
    state text not null,
    by_member text not null,
    at text not null,
    remark text,
    answered_at text,
    answered_by text,
    answer_reason text,
    seen_size integer,
    seen_root text
  ) strict;
  create index closure_of_case on closure_request (case_id, seq);

-- packet (revision 3): packet
create table packet (
      id text primary key,
      case_id text not null,
      sequence integer not null,
      recipient text not null,
      purpose text not null,
      built_at text not null,
      built_by text not null,
      file text not null,
      sha256 text not null,
      pages integer not null,
      exhibits integer not null,
      certificate text,
      seq integer not null
    ) strict, without rowid;
    create index packet_case on packet (case_id, sequence);

-- packet (revision 3): packet_handed_over
create table packet_handed_over (
      seq integer primary key,
      packet_id text not null,
      recipient text not null,
      handed_at text not null,
      how text not null,
      recorded_at text not null,
      recorded_by text not null
    ) strict;
    create index packet_handed_over_packet on packet_handed_over (packet_id, seq);

-- retention (revision 5): hold
create table hold (
      id text primary key,
      case_id text not null,
      authority text not null,
      reason text not null,
      placed_at text not null,
      placed_by text not null,
      lifted_at text,
      lifted_by text,
      lift_reason text,
      seq integer not null
    ) strict;
    create index hold_case on hold (case_id);

-- retention (revision 5): destruction
create table destruction (
      id text primary key,
      case_id text not null,
      case_number text not null,
      authority text not null,
      reason text not null,
      size integer not null,
      ordered_at text not null,
      ordered_by text not null,
      state text not null,
      answered_at text,
      answered_by text,
      answer_reason text,
      counts text,
      seq integer not null
    ) strict;
    create index destruction_case on destruction (case_id);

-- backups (revision 1): backup
create table backup (
      seq integer primary key,
      at text not null,
      by text not null,
      place text not null,
      size integer not null,
      exhibits integer not null,
      copied integer not null,
      bytes integer not null,
      pages_verified integer not null,
      exhibits_verified integer not null
    ) strict;

-- audit (revision 1): audit
create table audit (
      seq integer primary key, at text not null, actor text not null, size integer not null
    ) strict;

-- audit (revision 1): audit_schedule
create table audit_schedule (id integer primary key, every text not null) strict;

-- exchange (revision 2): table_import
create table table_import (
      seq integer primary key,
      at text not null,
      map text not null,
      filed integer not null
    ) strict;

-- report-form (revision 1): intake_key
create table intake_key (
      id text primary key,
      point text not null,
      fingerprint text not null,
      made_at text not null,
      made_by text not null,
      retired_at text,
      retired_by text,
      retired_reason text,
      destroyed_at text,
      destroyed_by text,
      destroyed_reason text,
      seq integer not null
    ) strict;

-- report-form (revision 1): form_import
create table form_import (
      sha256 text primary key,
      filling text not null,
      key text not null,
      report_number text not null,
      seq integer not null
    ) strict;
    create index form_import_filling on form_import (filling);

-- custody (revision 1): item
create table item (
      id text primary key,
      case_id text not null,
      case_number text not null,
      serial integer not null,
      number text not null unique,
      label text not null unique,
      description text not null,
      serial_number text,
      bag text,
      seal text,
      part integer,
      parts integer,
      storage text,
      photograph_id text,
      photograph_number text,
      made_from text not null,
      collected_by text not null,
      collected_at text not null,
      place text,
      method text,
      recorded_at text not null,
      recorded_by text not null,
      seq integer not null
    ) strict;
    create unique index item_serial on item (case_id, serial);

-- custody (revision 1): item_event
create table item_event (
      seq integer primary key,
      item_id text not null,
      case_id text not null,
      action text not null,
      from_custodian text,
      to_custodian text,
      custody_at text not null,
      recorded_at text not null,
      recorded_by text not null,
      place text,
      method text,
      purpose text,
      authority text,
      condition text,
      expected_back text,
      outside integer not null,
      seal_before text,
      seal_after text,
      hash_before text,
      hash_after text,
      reason text,
      others text not null
    ) strict;
    create index item_event_item on item_event (item_id, seq);

-- custody (revision 1): custody_receipt
create table custody_receipt (
      seq integer primary key,
      case_id text not null,
      holding_id text not null,
      step integer not null,
      exhibit_id text not null,
      exhibit_number text not null,
      recorded_at text not null,
      recorded_by text not null
    ) strict;
    create index receipt_holding on custody_receipt (holding_id, step);

-- custody (revision 1): shelf_audit
create table shelf_audit (
      seq integer primary key,
      audit text not null,
      place text,
      scans integer not null,
      expected integer not null,
      found integer not null,
      missing integer not null,
      unknown text not null,
      recorded_at text not null,
      recorded_by text not null
    ) strict;

-- custody (revision 1): item_seen
create table item_seen (
      item_id text primary key,
      case_id text not null,
      outcome text not null,
      at text not null,
      seq integer not null
    ) strict;

-- handling (revision 1): marking_act
create table marking_act (
      seq integer primary key,
      record_id text not null,
      record_kind text not null,
      case_id text,
      recorded_at text not null,
      recorded_by text not null,
      caveat text,
      handling text not null,
      reason text
    ) strict;
    create index marking_record on marking_act (record_id, seq);
    create index marking_case on marking_act (case_id);

-- handling (revision 1): privilege_act
create table privilege_act (
      seq integer primary key,
      record_id text not null,
      record_kind text not null,
      case_id text,
      recorded_at text not null,
      recorded_by text not null,
      id text not null,
      act text not null,
      at text,
      sha256 text,
      from_time text,
      to_time text,
      basis text,
      reason text
    ) strict;
    create index privilege_record on privilege_act (record_id, seq);
    create index privilege_case on privilege_act (case_id);
    create index privilege_claim on privilege_act (id);

-- assertions (revision 1): assertion
create table assertion (
      id text primary key,
      case_id text not null,
      number text not null,
      serial integer not null,
      text text not null,
      says text not null,
      knowledge text not null,
      heard_from text,
      source text not null,
      about text not null,
      elements text not null,
      split_from text,
      made_at text not null,
      made_by text not null,
      withdrawn_at text,
      withdrawn_by text,
      withdrawn_reason text,
      seq integer not null
    ) strict;
    create unique index assertion_serial on assertion (case_id, serial);
    create index assertion_number on assertion (number);

-- assertions (revision 1): assertion_link
create table assertion_link (
      id text primary key,
      case_id text not null,
      assertion_id text not null,
      bearing text not null,
      evidence text not null,
      reason text not null,
      linked_at text not null,
      linked_by text not null,
      withdrawn_at text,
      withdrawn_by text,
      withdrawn_reason text,
      seq integer not null
    ) strict;
    create index assertion_link_case on assertion_link (case_id, seq);

-- assertions (revision 1): element
create table element (
      id text primary key,
      case_id text not null,
      allegation_id text not null,
      number text not null,
      serial integer not null,
      text text not null,
      withdrawn_at text,
      withdrawn_by text,
      withdrawn_reason text,
      seq integer not null
    ) strict;
    create unique index element_serial on element (case_id, allegation_id, serial);

-- assertions (revision 1): clock
create table clock (
      id text primary key,
      case_id text not null,
      number text not null,
      serial integer not null,
      device text not null,
      offset_ms integer not null,
      drift_ms_per_day real not null,
      uncertainty_ms integer not null,
      checked_against text not null,
      checked_at text not null,
      proof text,
      exhibits text not null,
      recorded_at text not null,
      recorded_by text not null,
      withdrawn_at text,
      withdrawn_by text,
      withdrawn_reason text,
      seq integer not null
    ) strict;
    create unique index clock_serial on clock (case_id, serial);

-- assertions (revision 1): contradiction_answer
create table contradiction_answer (
      seq integer primary key,
      case_id text not null,
      key text not null,
      answer text not null,
      reason text not null,
      proof text,
      answered_at text not null,
      answered_by text not null
    ) strict;
    create index contradiction_answer_case on contradiction_answer (case_id, key, seq);

-- interviews (revision 1): interview
create table interview (
      id text primary key,
      case_id text not null,
      case_number text not null,
      serial integer not null,
      number text not null unique,
      name text not null,
      state text not null,
      plan text not null,
      started_at text,
      ended_at text,
      recorded_at text not null,
      recorded_by text not null,
      seq integer not null
    ) strict;
    create unique index interview_serial on interview (case_id, serial);

-- interviews (revision 1): interview_act
create table interview_act (
      seq integer primary key,
      interview_id text not null,
      case_id text not null,
      body text not null,
      recorded_at text not null,
      recorded_by text not null
    ) strict;
    create index interview_act_of on interview_act (interview_id, seq);

-- interviews (revision 1): statement
create table statement (
      id text primary key,
      case_id text not null,
      serial integer not null,
      number text not null unique,
      interview_id text not null,
      name text not null,
      state text not null,
      drafted text not null,
      adopted text,
      refused text,
      settled_at text,
      settled_by text,
      settled_seq integer,
      seq integer not null
    ) strict;
    create unique index statement_serial on statement (case_id, serial);
    create index statement_interview on statement (interview_id);
