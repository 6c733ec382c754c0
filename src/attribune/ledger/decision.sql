-- Statements are separated by a line that holds only a comment and a semicolon, since triggers hold semicolons.
CREATE TABLE IF NOT EXISTS decision (
    seq INTEGER PRIMARY KEY AUTOINCREMENT, -- AUTOINCREMENT keeps the highest number given, which tells of a lost tail
    at TEXT NOT NULL,
    by TEXT NOT NULL,
    kind TEXT NOT NULL,
    target TEXT NOT NULL,
    payload TEXT NOT NULL,
    why TEXT NOT NULL,
    previous TEXT NOT NULL,
    hash TEXT NOT NULL UNIQUE
)
--;
CREATE TRIGGER IF NOT EXISTS decision_is_not_changed BEFORE UPDATE ON decision
BEGIN SELECT RAISE(ABORT, 'decisions are never changed, only undone'); END
--;
CREATE TRIGGER IF NOT EXISTS decision_is_not_deleted BEFORE DELETE ON decision
BEGIN SELECT RAISE(ABORT, 'decisions are never deleted, only undone'); END
--;
-- Machine rows: which entity or event id a member (its first mention or report) was given, and what it was in before.
CREATE TABLE IF NOT EXISTS given (
    seq INTEGER PRIMARY KEY AUTOINCREMENT,
    member TEXT NOT NULL,
    id TEXT NOT NULL,
    was TEXT
)
--;
CREATE TRIGGER IF NOT EXISTS given_is_not_changed BEFORE UPDATE ON given
BEGIN SELECT RAISE(ABORT, 'given ids are never changed, only given anew'); END
--;
CREATE TRIGGER IF NOT EXISTS given_is_not_deleted BEFORE DELETE ON given
BEGIN SELECT RAISE(ABORT, 'given ids are never deleted, only given anew'); END
