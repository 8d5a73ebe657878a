-- The schema of a ledger, one template for all engines. @INT@ is the integer type, @BYTES@ that of raw bytes, @KEYED@ follows a table that is stored in
-- the order of its primary key, @PLAIN@ any other. Every key contains the book, so that the tables can be distributed by it.
-- Amounts are hundredths of a point or of a deed, money is fen; dates, periods and instants are ISO text.

-- Books have a small integer inside; 0 stands for "every book" in the tables of the scheme and is never a book.
CREATE TABLE books (
  book   @INT@ NOT NULL PRIMARY KEY CHECK (book > 0),
  code   TEXT NOT NULL UNIQUE,
  name   TEXT NOT NULL DEFAULT '',
  parent @INT@ NOT NULL DEFAULT 0,
  level  TEXT NOT NULL DEFAULT 'village'
) @PLAIN@;

-- The end of each book's journal. Every writing transaction takes it first.
CREATE TABLE heads (
  book @INT@ NOT NULL PRIMARY KEY,
  seq  @INT@ NOT NULL,
  hash TEXT NOT NULL,
  at   TEXT NOT NULL
) @PLAIN@;

-- The scheme.
CREATE TABLE settings (
  book @INT@ NOT NULL,
  key  TEXT NOT NULL,
  value TEXT NOT NULL,
  PRIMARY KEY (book, key)
) @KEYED@;

-- Which value of a setting counted from which entry on ('': no row gave one any more): figures are recomputed under the settings of
-- their time.
CREATE TABLE settings_past (
  book  @INT@ NOT NULL,
  key   TEXT NOT NULL,
  seq   @INT@ NOT NULL, -- the scheme entry of the book from which on the value is in force
  value TEXT NOT NULL,
  PRIMARY KEY (book, key, seq)
) @KEYED@;

CREATE TABLE categories (
  book       @INT@ NOT NULL,
  category   TEXT NOT NULL,
  title      TEXT NOT NULL DEFAULT '',
  cap_points @INT@,
  cap_per    TEXT NOT NULL DEFAULT '',
  full_score  @INT@,
  floor_score @INT@,
  PRIMARY KEY (book, category)
) @KEYED@;

CREATE TABLE rules (
  book         @INT@ NOT NULL,
  rule         TEXT NOT NULL,
  valid_from   TEXT NOT NULL DEFAULT '',
  category     TEXT NOT NULL DEFAULT '',
  title        TEXT NOT NULL DEFAULT '',
  unit         TEXT NOT NULL DEFAULT '',
  points       @INT@,                -- NULL: an open rule, the panel names the points
  roles        TEXT NOT NULL DEFAULT '',
  counts       TEXT NOT NULL DEFAULT 'both',
  cap_points   @INT@,
  cap_times    @INT@,
  cap_per      TEXT NOT NULL DEFAULT '',
  cap_scope    TEXT NOT NULL DEFAULT 'household',
  max_quantity @INT@,
  ladder       TEXT NOT NULL DEFAULT '',
  repeat_by    @INT@,
  repeat_per   TEXT NOT NULL DEFAULT '',
  rhythm       TEXT NOT NULL DEFAULT '',
  evidence     TEXT NOT NULL DEFAULT '',
  valid_until  TEXT NOT NULL DEFAULT '',
  PRIMARY KEY (book, rule, valid_from)
) @KEYED@;

CREATE TABLE ladders (
  book       @INT@ NOT NULL,
  ladder     TEXT NOT NULL,
  from_quantity @INT@ NOT NULL,
  mode       TEXT NOT NULL DEFAULT 'highest',
  points     @INT@,
  per        @INT@,
  PRIMARY KEY (book, ladder, from_quantity)
) @KEYED@;

CREATE TABLE shops (
  book    @INT@ NOT NULL,
  shop    TEXT NOT NULL,
  name    TEXT NOT NULL DEFAULT '',
  kind    TEXT NOT NULL DEFAULT 'own',
  contact TEXT NOT NULL DEFAULT '',
  merged_into TEXT NOT NULL DEFAULT '', -- the shop it became part of, from a day on
  merged_from TEXT NOT NULL DEFAULT '',
  PRIMARY KEY (book, shop)
) @KEYED@;

CREATE TABLE items (
  book        @INT@ NOT NULL,
  item        TEXT NOT NULL,
  shop        TEXT NOT NULL DEFAULT '',
  valid_from  TEXT NOT NULL DEFAULT '',
  title       TEXT NOT NULL DEFAULT '',
  kind        TEXT NOT NULL DEFAULT 'goods',
  points      @INT@,
  cash        @INT@,
  cost        @INT@,
  price       @INT@,
  limit_count @INT@,
  limit_per   TEXT NOT NULL DEFAULT '',
  low         @INT@,                -- warning level of the stock
  coupon_days @INT@,
  valid_until TEXT NOT NULL DEFAULT '',
  PRIMARY KEY (book, item, shop, valid_from)
) @KEYED@;

-- Days that are not what their weekday says: public holidays, and the days worked instead.
CREATE TABLE calendar (
  book  @INT@ NOT NULL,
  date  TEXT NOT NULL,
  kind  TEXT NOT NULL DEFAULT 'holiday',
  title TEXT NOT NULL DEFAULT '',
  PRIMARY KEY (book, date)
) @KEYED@;

CREATE TABLE honors (
  book       @INT@ NOT NULL,
  honor      TEXT NOT NULL,
  title      TEXT NOT NULL DEFAULT '',
  level      TEXT NOT NULL DEFAULT 'household',
  basis      TEXT NOT NULL DEFAULT 'score',
  categories TEXT NOT NULL DEFAULT '', -- what counts; blank: everything
  rules      TEXT NOT NULL DEFAULT '',
  top_count  @INT@,
  from_score @INT@,
  spotless   TEXT NOT NULL DEFAULT '', -- categories in which nothing may have been deducted
  roles      TEXT NOT NULL DEFAULT '',
  vetoed     TEXT NOT NULL DEFAULT 'no',
  again      TEXT NOT NULL DEFAULT 'yes',
  ties       TEXT NOT NULL DEFAULT 'panel',
  PRIMARY KEY (book, honor)
) @KEYED@;

CREATE TABLE grades (
  book        @INT@ NOT NULL,
  scale       TEXT NOT NULL,
  grade       TEXT NOT NULL,
  title       TEXT NOT NULL DEFAULT '',
  level       TEXT NOT NULL DEFAULT 'household',
  basis       TEXT NOT NULL DEFAULT 'score',
  from_score  @INT@,                -- inclusive
  above_score @INT@,                -- exclusive; both NULL: everybody else
  stars       @INT@,
  benefit     TEXT NOT NULL DEFAULT '',
  PRIMARY KEY (book, scale, grade)
) @KEYED@;

-- The roster: the only place with names of people.
CREATE TABLE households (
  book      @INT@ NOT NULL,
  household @INT@ NOT NULL,
  code      TEXT NOT NULL,
  grp       TEXT NOT NULL DEFAULT '',
  head      TEXT NOT NULL DEFAULT '',
  address   TEXT NOT NULL DEFAULT '',
  status    TEXT NOT NULL DEFAULT 'active',
  consent   TEXT NOT NULL DEFAULT 'no',
  note      TEXT NOT NULL DEFAULT '',
  PRIMARY KEY (book, household),
  UNIQUE (book, code)
) @KEYED@;
CREATE INDEX households_by_code ON households (code, book);
CREATE INDEX households_by_head ON households (head, book);

CREATE TABLE members (
  book      @INT@ NOT NULL,
  member    TEXT NOT NULL,
  household @INT@ NOT NULL,
  name      TEXT NOT NULL DEFAULT '',
  role      TEXT NOT NULL DEFAULT 'resident',
  born      TEXT NOT NULL DEFAULT '',
  status    TEXT NOT NULL DEFAULT 'active',
  PRIMARY KEY (book, member),
  FOREIGN KEY (book, household) REFERENCES households (book, household)
) @KEYED@;
CREATE INDEX members_by_household ON members (book, household, member);
CREATE INDEX members_by_name ON members (name, book);

-- The journal: append-only, chained, complete without any other table but books. Codes stand here as they were, so that
-- correcting the roster or the scheme never touches it. `prev` is the household's previous entry (0: none) and is not hashed:
-- it replaces an index over a random key.
CREATE TABLE journal (
  book      @INT@ NOT NULL,
  seq       @INT@ NOT NULL,
  period    TEXT NOT NULL,
  date      TEXT NOT NULL,
  at        TEXT NOT NULL,
  kind      TEXT NOT NULL,
  id        TEXT NOT NULL,
  household TEXT NOT NULL,
  member    TEXT NOT NULL,
  role      TEXT NOT NULL,
  class     TEXT NOT NULL,
  team      TEXT NOT NULL,
  activity  TEXT NOT NULL,
  rule      TEXT NOT NULL,
  category  TEXT NOT NULL,
  act       TEXT NOT NULL,
  item      TEXT NOT NULL,
  shop      TEXT NOT NULL,
  account   TEXT NOT NULL,
  quantity  @INT@,
  score     @INT@ NOT NULL,
  points    @INT@ NOT NULL,
  value     @INT@,
  cash      @INT@,
  owed      @INT@,
  money     @INT@,
  ref       TEXT NOT NULL,
  corrects  TEXT NOT NULL,
  source    TEXT NOT NULL,
  note      TEXT NOT NULL,
  actor     TEXT NOT NULL,
  hash      TEXT NOT NULL,
  prev      @INT@ NOT NULL,
  PRIMARY KEY (book, seq)
) @KEYED@;

-- Texts behind the note digests; may be erased on a person's request, which pts-check reports as "erased".
CREATE TABLE notes (
  book @INT@ NOT NULL,
  seq  @INT@ NOT NULL,
  salt TEXT NOT NULL,
  text TEXT NOT NULL,
  PRIMARY KEY (book, seq)
) @KEYED@;

-- Issued notices. Their records are facts as the journal is: written once, and the digest of each stands in its entry.
CREATE TABLE notices (
  book      @INT@ NOT NULL,
  seq       @INT@ NOT NULL, -- of its entry
  number    TEXT NOT NULL,
  kind      TEXT NOT NULL,
  period    TEXT NOT NULL,
  first_month TEXT NOT NULL,
  last_month  TEXT NOT NULL,
  issued    TEXT NOT NULL,
  until     TEXT NOT NULL,  -- the last day for objections
  row_count @INT@ NOT NULL,
  digest    TEXT NOT NULL,  -- of the record
  stream    TEXT NOT NULL,  -- of what was handed in: the same is issued once
  corrects  TEXT NOT NULL,  -- number of the notice it corrects
  PRIMARY KEY (book, seq),
  UNIQUE (book, number),
  UNIQUE (book, stream)
) @KEYED@;

-- The record of a notice: these lines in order, then its rows.
CREATE TABLE notice_lines (
  book @INT@ NOT NULL,
  seq  @INT@ NOT NULL,
  line @INT@ NOT NULL,
  text TEXT NOT NULL,
  PRIMARY KEY (book, seq, line)
) @KEYED@;

CREATE TABLE notice_rows (
  book      @INT@ NOT NULL,
  seq       @INT@ NOT NULL,
  line      @INT@ NOT NULL,
  household @INT@ NOT NULL, -- whose figures the row shows, 0: nobody's of this book
  entry     @INT@ NOT NULL, -- the entry of this book that it shows, 0: none
  text      TEXT NOT NULL,
  PRIMARY KEY (book, seq, line)
) @KEYED@;

-- What a notice releases for a household (`spendable noticed`) from the day after `until`: entries of these months posted before
-- it, or that one entry.
CREATE TABLE notice_releases (
  book      @INT@ NOT NULL,
  household @INT@ NOT NULL,
  seq       @INT@ NOT NULL,
  entry     @INT@ NOT NULL, -- 0: by months
  first_month TEXT NOT NULL,
  last_month  TEXT NOT NULL,
  until     TEXT NOT NULL,
  PRIMARY KEY (book, household, seq, entry)
) @KEYED@;

-- Everything below derives from the journal, is written in the same transaction and recomputed by pts-check.

-- Ids seen, as numbers (lib/domain/ids.h): `a` says who, when and by what rule, `b` how much and which of equal rows. They lie in
-- runs of 65,536 entries (`run` = seq / 65536), so that ids as random as those of a phone are written where the newest are, and not all
-- over the table.
CREATE TABLE ids (
  book @INT@ NOT NULL,
  run  @INT@ NOT NULL,
  kind @INT@ NOT NULL,
  a    @INT@ NOT NULL,
  b    @INT@ NOT NULL,
  seq  @INT@ NOT NULL,
  PRIMARY KEY (book, run, kind, a, b)
) @KEYED@;

-- Which ids are surely not in those runs: a Bloom filter (lib/ledger/journal/id_filter.h) for runs 0, 1-3, 4-15, 16-63 … of a book, in pages
-- of 896 bytes; a page that is not there has no bit set.
CREATE TABLE id_filters (
  book  @INT@ NOT NULL,
  layer @INT@ NOT NULL,
  page  @INT@ NOT NULL,
  bits  @BYTES@ NOT NULL,
  PRIMARY KEY (book, layer, page)
) @KEYED@;

-- Which later entries correct an entry.
CREATE TABLE corrections (
  book    @INT@ NOT NULL,
  seq     @INT@ NOT NULL,
  by_book @INT@ NOT NULL,
  by_seq  @INT@ NOT NULL,
  kind    TEXT NOT NULL,
  PRIMARY KEY (book, seq, by_book, by_seq)
) @KEYED@;

-- A household's balance, the newest entry of its chain, and how far its lots have been worked out.
CREATE TABLE accounts (
  book      @INT@ NOT NULL,
  household @INT@ NOT NULL,
  balance   @INT@ NOT NULL,
  last      @INT@ NOT NULL,
  lots_upto @INT@ NOT NULL DEFAULT 0,
  PRIMARY KEY (book, household)
) @KEYED@;

-- What is left of each positive entry, and (left < 0) debt, as of entry accounts.lots_upto; later entries of the household
-- are folded in when something spends. Empty lots are not kept.
CREATE TABLE lots (
  book      @INT@ NOT NULL,
  household @INT@ NOT NULL,
  seq       @INT@ NOT NULL, -- the entry whose points these are
  part      @INT@ NOT NULL, -- which of the lots that this transfer brought: the Nth allotment of the giving entry; 0: it is no transfer
  last_day  TEXT NOT NULL,  -- '9999-12-31': never expires
  points    @INT@ NOT NULL,
  PRIMARY KEY (book, household, seq, part, last_day)
) @KEYED@;

-- Which lots an entry took (points < 0) or gave back to.
CREATE TABLE allotments (
  book      @INT@ NOT NULL,
  seq       @INT@ NOT NULL, -- the spending entry
  lot       @INT@ NOT NULL, -- seq and part of the lot
  part      @INT@ NOT NULL,
  last_day  TEXT NOT NULL,
  points    @INT@ NOT NULL,
  PRIMARY KEY (book, seq, lot, part, last_day)
) @KEYED@;

-- What each household did in each month: the tally, kept. Frozen by the close of the month.
CREATE TABLE sums (
  book      @INT@ NOT NULL,
  period    TEXT NOT NULL,
  household @INT@ NOT NULL,
  events    @INT@ NOT NULL,
  earned    @INT@ NOT NULL,
  deducted  @INT@ NOT NULL,
  points    @INT@ NOT NULL,
  redeemed  @INT@ NOT NULL,
  expired   @INT@ NOT NULL,
  other     @INT@ NOT NULL,
  balance   @INT@, -- the household's at the end of the month, once that is closed
  PRIMARY KEY (book, period, household)
) @KEYED@;

-- Months with entries: where they lie in the journal, and the close (0: open). `binding` counts entries of a household, of stock or of the fund.
CREATE TABLE months (
  book    @INT@ NOT NULL,
  period  TEXT NOT NULL,
  first   @INT@ NOT NULL,
  last    @INT@ NOT NULL,
  binding @INT@ NOT NULL,
  closed  @INT@ NOT NULL DEFAULT 0,
  PRIMARY KEY (book, period)
) @KEYED@;

-- What was posted in the windows that matter to some cap, ladder or repetition: `win` is 2025-07, 2025Q3, 2025-W29, ever …; the window comes first,
-- because what is new happens in the newest ones. `given` has a line for each rule, `RULE events times quantity granted deducted` (times: events
-- granted more than 0); a category stands as `*CATEGORY`, a rule's offences as `!RULE`, an act has an at sign for its rule and stands in `win`.
CREATE TABLE uses (
  book      @INT@ NOT NULL,
  win       TEXT NOT NULL,
  household @INT@ NOT NULL,
  member    TEXT NOT NULL, -- '' for the household as a whole; a member's stands under household 0
  given     TEXT NOT NULL,
  PRIMARY KEY (book, win, household, member)
) @KEYED@;

-- Vetoes: in force from their date to `until`, unless something lifts them that counts in month `lifted` ('': nothing does).
CREATE TABLE vetoes (
  book      @INT@ NOT NULL,
  seq       @INT@ NOT NULL,
  household @INT@ NOT NULL,
  date      TEXT NOT NULL,
  until     TEXT NOT NULL,
  lifted    TEXT NOT NULL DEFAULT '',
  PRIMARY KEY (book, seq)
) @KEYED@;

-- Events waiting for review, and what became of them. Workflow, not journal: what is approved is posted there.
CREATE TABLE claims (
  book      @INT@ NOT NULL,
  claim     TEXT NOT NULL,  -- the event's id
  a         @INT@ NOT NULL, -- the same as numbers (lib/domain/ids.h)
  b         @INT@ NOT NULL,
  id_kind   @INT@ NOT NULL,
  state     TEXT NOT NULL,  -- pending, approved, rejected
  date      TEXT NOT NULL,
  household @INT@ NOT NULL,
  member    TEXT NOT NULL,
  rule      TEXT NOT NULL,
  quantity  @INT@ NOT NULL,
  points    @INT@,
  act       TEXT NOT NULL,
  evidence  TEXT NOT NULL,
  note      TEXT NOT NULL,
  late      @INT@ NOT NULL, -- 1: handed in with --late
  source    TEXT NOT NULL,
  recorder  TEXT NOT NULL,
  at        TEXT NOT NULL,
  reviewer  TEXT NOT NULL,  -- who approved first, who decided
  decider   TEXT NOT NULL,
  decided   TEXT NOT NULL,  -- when
  reason    TEXT NOT NULL,
  PRIMARY KEY (book, claim)
) @KEYED@;
CREATE INDEX claims_by_state ON claims (book, state, date, claim);
CREATE INDEX claims_by_deed ON claims (book, a);

-- What lies in the shops: pieces, how many of them are held for somebody, and what they cost at weighted average (fen).
CREATE TABLE stock (
  book     @INT@ NOT NULL,
  shop     TEXT NOT NULL,
  item     TEXT NOT NULL,
  quantity @INT@ NOT NULL CHECK (quantity >= 0),
  held     @INT@ NOT NULL DEFAULT 0 CHECK (held >= 0),
  value    @INT@ NOT NULL DEFAULT 0,
  PRIMARY KEY (book, shop, item)
) @KEYED@;

-- Objections to notices, by number. What they are about is said by their entry, of kind dispute; how they ended by one of kind outcome.
CREATE TABLE disputes (
  book       @INT@ NOT NULL,
  dispute    TEXT NOT NULL,
  seq        @INT@ NOT NULL,
  notice     TEXT NOT NULL,
  notice_seq @INT@ NOT NULL,
  household  @INT@ NOT NULL,
  entry      @INT@ NOT NULL, -- the contested entry, 0: the household's figures as a whole
  late       @INT@ NOT NULL, -- 1: made after the last day for objections
  state      TEXT NOT NULL,  -- pending, accepted, rejected
  outcome    @INT@ NOT NULL DEFAULT 0,
  correction @INT@ NOT NULL DEFAULT 0,
  PRIMARY KEY (book, dispute)
) @KEYED@;
CREATE INDEX disputes_by_household ON disputes (book, household, seq);
CREATE INDEX disputes_by_number ON disputes (dispute);

-- What the goods of a redeem or refund entry cost, so that they come back at what they went out with.
CREATE TABLE stock_costs (
  book @INT@ NOT NULL,
  seq  @INT@ NOT NULL,
  cost @INT@ NOT NULL,
  PRIMARY KEY (book, seq)
) @KEYED@;

-- The fund by source: all that came in and all that went out (fen).
CREATE TABLE funds (
  book     @INT@ NOT NULL,
  account  TEXT NOT NULL,
  received @INT@ NOT NULL,
  paid     @INT@ NOT NULL,
  goods    @INT@ NOT NULL, -- goods given instead of money, at their value; not part of the balance
  PRIMARY KEY (book, account)
) @KEYED@;

-- What merchants are owed entry by entry, and the bill it stands on.
CREATE TABLE payables (
  book     @INT@ NOT NULL,
  shop     TEXT NOT NULL,
  seq      @INT@ NOT NULL,
  period   TEXT NOT NULL,
  corrects @INT@ NOT NULL,           -- the entry a refund takes back, 0: none
  bill     TEXT NOT NULL DEFAULT '', -- '': not billed yet
  PRIMARY KEY (book, shop, seq)
) @KEYED@;
CREATE INDEX payables_by_bill ON payables (book, bill, seq);

-- Bills; the figures are those of their entries.
CREATE TABLE bills (
  book   @INT@ NOT NULL,
  bill   TEXT NOT NULL,
  seq    @INT@ NOT NULL, -- the bill entry
  shop   TEXT NOT NULL,
  period TEXT NOT NULL,  -- as asked for: 2025Q3
  owed   @INT@ NOT NULL,
  paid   @INT@ NOT NULL DEFAULT 0 CHECK (paid <= owed),
  PRIMARY KEY (book, bill)
) @KEYED@;
CREATE INDEX bills_by_number ON bills (bill);

-- Redemptions by receipt, in the household's book; the figures are those of their entry. `date` is the day that counts for limits: of what was reserved, the
-- day of the reservation.
CREATE TABLE redemptions (
  book      @INT@ NOT NULL,
  receipt   TEXT NOT NULL,
  seq       @INT@ NOT NULL,
  state     TEXT NOT NULL,  -- posted, void
  household @INT@ NOT NULL,
  date      TEXT NOT NULL,
  item      TEXT NOT NULL,
  quantity  @INT@ NOT NULL,
  shop_book @INT@ NOT NULL, -- where the shop's entry stands; the household's own, when it is one entry
  shop_seq  @INT@ NOT NULL,
  PRIMARY KEY (book, receipt)
) @KEYED@;
CREATE INDEX redemptions_by_receipt ON redemptions (receipt);
CREATE INDEX redemptions_by_day ON redemptions (book, household, date);

-- Goods put aside for a household, and its points with them. Workflow, not journal: what is collected or lost is posted there.
CREATE TABLE reservations (
  book      @INT@ NOT NULL,
  receipt   TEXT NOT NULL,
  order_id  TEXT NOT NULL,
  state     TEXT NOT NULL,  -- reserved, collected, cancelled, lapsed (given back), lost
  household @INT@ NOT NULL,
  member    TEXT NOT NULL,
  date      TEXT NOT NULL,
  until     TEXT NOT NULL,  -- the last day on which it can be collected
  item      TEXT NOT NULL,
  shop_book @INT@ NOT NULL,
  shop      TEXT NOT NULL,
  own       @INT@ NOT NULL, -- 1: an own shop, whose stock is held
  quantity  @INT@ NOT NULL,
  points    @INT@ NOT NULL, -- the price of the day, frozen
  value     @INT@ NOT NULL,
  cash      @INT@,
  source    TEXT NOT NULL,
  actor     TEXT NOT NULL,
  at        TEXT NOT NULL,
  PRIMARY KEY (book, receipt)
) @KEYED@;
CREATE INDEX reservations_by_receipt ON reservations (receipt);
CREATE UNIQUE INDEX reservations_by_order ON reservations (book, order_id);
CREATE INDEX reservations_held ON reservations (book, household) WHERE state = 'reserved';
CREATE INDEX reservations_stock ON reservations (shop_book, shop, item) WHERE state = 'reserved';

-- Coupons by the SHA-256 of their code, in the household's book. The code itself was printed once and is nowhere.
CREATE TABLE coupons (
  book     @INT@ NOT NULL,
  code     TEXT NOT NULL,
  seq      @INT@ NOT NULL, -- the redemption it was issued for
  state    TEXT NOT NULL,  -- valid, used, cancelled, lapsed
  shop     TEXT NOT NULL,  -- where it can be used, '' anywhere
  until    TEXT NOT NULL,  -- the last day, '' without end
  use_book @INT@ NOT NULL, -- the entry of its use, 0: not used
  use_seq  @INT@ NOT NULL,
  PRIMARY KEY (book, code)
) @KEYED@;
CREATE UNIQUE INDEX coupons_by_code ON coupons (code);
CREATE INDEX coupons_by_order ON coupons (book, seq);
CREATE INDEX coupons_by_day ON coupons (book, until) WHERE state = 'valid';

-- The grades of a period, as the newest run found them. What stands in a grade entry is the digest of its rows.
CREATE TABLE graded (
  book      @INT@ NOT NULL,
  scale     TEXT NOT NULL,
  period    TEXT NOT NULL,
  household TEXT NOT NULL,
  member    TEXT NOT NULL, -- '' for the household
  grade     TEXT NOT NULL, -- '': none
  figure    @INT@,         -- what was graded, NULL: nothing was rated
  earned    @INT@ NOT NULL, -- 1: a grade with a limit, 0: what is left for everybody else
  PRIMARY KEY (book, scale, period, household, member)
) @KEYED@;

-- Honours awarded, the revoked ones too; the entries have the reasons.
CREATE TABLE awards (
  book      @INT@ NOT NULL,
  period    TEXT NOT NULL,
  honor     TEXT NOT NULL,
  household TEXT NOT NULL, -- '' for the book itself
  member    TEXT NOT NULL, -- '' for the household
  seq       @INT@ NOT NULL,
  revoked   @INT@ NOT NULL, -- the entry that took it back, 0: none
  PRIMARY KEY (book, period, honor, household, member)
) @KEYED@;

-- Numbers given so far, per kind of document and year.
CREATE TABLE counters (
  book @INT@ NOT NULL,
  kind TEXT NOT NULL,
  year @INT@ NOT NULL,
  n    @INT@ NOT NULL,
  PRIMARY KEY (book, kind, year)
) @KEYED@;
