-- What an inspection found that changes the register: proposed to the registration division, decided there, and written by
-- the MIS alone. `cause` is the form of the step by which it was handed over; `origin` names the record it was made from.
CREATE TABLE insp_amendment (
  case_id {{id}} NOT NULL,
  id {{id}} NOT NULL,
  order_number {{text:60}} NOT NULL,
  kind {{text:40}} NOT NULL,
  unit_key {{text:64}} NOT NULL,
  unit_name {{text:400}} NOT NULL,
  territory {{text:20}} NOT NULL,
  subject_key {{text:64}} NOT NULL,
  subject_name {{text:400}} NOT NULL,
  grounds {{longtext}} NOT NULL,
  evidence {{text:200}} NOT NULL,
  evidence_title {{text:400}} NOT NULL,
  origin {{text:80}} NOT NULL,
  state {{text:20}} NOT NULL,
  cause {{text:80}} NOT NULL,
  prepared_at {{ts}} NOT NULL,
  prepared_by {{text:64}} NOT NULL,
  proposed_at {{ts}},
  accepted_at {{ts}},
  accepted_by {{text:64}},
  seen_at {{ts}},
  mis_reference {{text:200}} NOT NULL,
  version {{i64}} NOT NULL,
  PRIMARY KEY (case_id, id),
  CHECK (state IN ('prepared', 'proposed', 'checked', 'returned', 'withdrawn', 'accepted', 'sent', 'applied', 'refused', 'confirmed')),
  CHECK (accepted_by IS NULL OR accepted_by <> prepared_by)
);
CREATE INDEX insp_amendment_queue ON insp_amendment (state, proposed_at, id);

-- One value of the register each, as it stood when the proposal was made (NULL: the register had none) and as it is to be.
-- `period` is a month where the value is of one.
CREATE TABLE insp_amendment_line (
  case_id {{id}} NOT NULL,
  amendment_id {{i64}} NOT NULL,
  seq {{int}} NOT NULL,
  field {{text:40}} NOT NULL,
  period {{text:7}} NOT NULL,
  before_value {{text:1000}},
  after_value {{text:1000}} NOT NULL,
  PRIMARY KEY (case_id, amendment_id, seq)
);

CREATE TABLE insp_amendment_event (
  case_id {{id}} NOT NULL,
  amendment_id {{i64}} NOT NULL,
  seq {{int}} NOT NULL,
  event {{text:20}} NOT NULL,
  state {{text:20}} NOT NULL,
  at {{ts}} NOT NULL,
  by_user {{text:64}} NOT NULL,
  reason {{longtext}} NOT NULL,
  PRIMARY KEY (case_id, amendment_id, seq)
);
