-- The schema that all migrations together make. Generated; open.test.ts keeps it true.

CREATE TABLE meta (key TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT;
CREATE TABLE entries (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  kind TEXT NOT NULL CHECK (kind IN ('article', 'note')),
  title TEXT NOT NULL,
  body_text TEXT NOT NULL,
  excerpt TEXT NOT NULL DEFAULT '',
  images INTEGER NOT NULL DEFAULT 0,
  reading_minutes INTEGER NOT NULL DEFAULT 0,
  starred INTEGER NOT NULL DEFAULT 0,
  sample INTEGER NOT NULL DEFAULT 0,
  created_at INTEGER NOT NULL,
  updated_at INTEGER NOT NULL,
  published_at TEXT,
  revision INTEGER NOT NULL DEFAULT 1,
  deleted_at INTEGER
) STRICT;
CREATE INDEX entries_by_created ON entries (deleted_at, created_at, id, kind, starred);
CREATE INDEX entries_by_updated ON entries (deleted_at, updated_at, id, kind, starred);
CREATE INDEX entries_by_published ON entries (deleted_at, published_at, id, kind, starred);
CREATE INDEX entries_by_title ON entries (deleted_at, title, id, kind, starred);
CREATE INDEX entries_by_reading_time ON entries (deleted_at, reading_minutes, id, kind, starred);
CREATE INDEX entries_samples ON entries (sample) WHERE sample = 1;
CREATE TABLE entry_changes (
  entry_id INTEGER PRIMARY KEY,
  sequence INTEGER NOT NULL UNIQUE
) STRICT;
CREATE TABLE assets (
  sha256 TEXT PRIMARY KEY,
  bytes INTEGER NOT NULL,
  media_type TEXT NOT NULL
, width INTEGER, height INTEGER) STRICT, WITHOUT ROWID;
CREATE TABLE import_batches (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  label TEXT NOT NULL,
  started_at INTEGER NOT NULL,
  finished_at INTEGER,
  cancelled INTEGER NOT NULL DEFAULT 0,
  undone_at INTEGER,
  loss_json TEXT
, paths_json TEXT, options_json TEXT) STRICT;
CREATE TABLE import_items (
  id INTEGER PRIMARY KEY,
  batch_id INTEGER NOT NULL REFERENCES import_batches (id) ON DELETE CASCADE,
  path TEXT NOT NULL,
  outcome TEXT NOT NULL CHECK (outcome IN ('imported', 'updated', 'duplicate', 'skipped', 'failed')),
  entry_id INTEGER REFERENCES entries (id) ON DELETE SET NULL,
  title TEXT,
  reason_code TEXT,
  reason_detail TEXT,
  given_json TEXT,
  loss_json TEXT
) STRICT;
CREATE INDEX import_items_by_batch ON import_items (batch_id, outcome);
CREATE INDEX import_items_by_entry ON import_items (entry_id);
CREATE TABLE articles (
  entry_id INTEGER PRIMARY KEY REFERENCES entries (id) ON DELETE CASCADE,
  batch_id INTEGER REFERENCES import_batches (id) ON DELETE SET NULL,
  source_sha256 TEXT NOT NULL UNIQUE REFERENCES assets (sha256),
  source_name TEXT NOT NULL,
  source_format TEXT NOT NULL,
  source_encoding TEXT NOT NULL,
  original_title TEXT,
  author TEXT,
  feed TEXT,
  published_at TEXT,
  url TEXT,
  summary TEXT,
  facts_json TEXT NOT NULL,
  toc_json TEXT NOT NULL,
  tree_json TEXT NOT NULL,
  read_state TEXT NOT NULL DEFAULT 'unread' CHECK (read_state IN ('unread', 'reading', 'read')),
  read_progress REAL NOT NULL DEFAULT 0,
  read_position_json TEXT,
  promotion_found INTEGER,
  promotion_from INTEGER,
  promotion_text INTEGER,
  promotion_chosen INTEGER NOT NULL DEFAULT 0,
  promotion_open INTEGER NOT NULL DEFAULT 0
, given_json TEXT, compared INTEGER NOT NULL DEFAULT 0) STRICT;
CREATE INDEX articles_by_batch ON articles (batch_id);
CREATE INDEX articles_by_feed ON articles (feed);
CREATE INDEX articles_by_author ON articles (author);
CREATE INDEX articles_by_state ON articles (read_state);
CREATE TABLE article_signatures (
  entry_id INTEGER PRIMARY KEY REFERENCES entries (id) ON DELETE CASCADE,
  signature BLOB NOT NULL
) STRICT;
CREATE TRIGGER articles_insert_published AFTER INSERT ON articles WHEN NEW.published_at IS NOT NULL BEGIN
  UPDATE entries SET published_at = NEW.published_at WHERE id = NEW.entry_id;
END;
CREATE TRIGGER articles_update_published AFTER UPDATE OF published_at ON articles BEGIN
  UPDATE entries SET published_at = NEW.published_at WHERE id = NEW.entry_id;
END;
CREATE TABLE notes (
  entry_id INTEGER PRIMARY KEY REFERENCES entries (id) ON DELETE CASCADE,
  title TEXT NOT NULL,
  state_json TEXT NOT NULL,
  markdown TEXT NOT NULL,
  source_id INTEGER REFERENCES entries (id) ON DELETE SET NULL
) STRICT;
CREATE INDEX notes_by_source ON notes (source_id);
CREATE TABLE categories (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  parent_id INTEGER REFERENCES categories (id) ON DELETE CASCADE,
  name TEXT NOT NULL,
  position INTEGER NOT NULL DEFAULT 0,
  batch_id INTEGER REFERENCES import_batches (id) ON DELETE SET NULL
) STRICT;
CREATE UNIQUE INDEX categories_by_parent ON categories (ifnull(parent_id, 0), name);
CREATE INDEX categories_parent ON categories (parent_id);
CREATE TABLE entry_categories (
  entry_id INTEGER NOT NULL REFERENCES entries (id) ON DELETE CASCADE,
  category_id INTEGER NOT NULL REFERENCES categories (id) ON DELETE CASCADE,
  PRIMARY KEY (entry_id, category_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX entry_categories_by_category ON entry_categories (category_id, entry_id);
CREATE TABLE tags (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  name TEXT NOT NULL UNIQUE COLLATE NOCASE,
  color TEXT,
  batch_id INTEGER REFERENCES import_batches (id) ON DELETE SET NULL
) STRICT;
CREATE TABLE entry_tags (
  entry_id INTEGER NOT NULL REFERENCES entries (id) ON DELETE CASCADE,
  tag_id INTEGER NOT NULL REFERENCES tags (id) ON DELETE CASCADE,
  PRIMARY KEY (entry_id, tag_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX entry_tags_by_tag ON entry_tags (tag_id, entry_id);
CREATE TABLE plans (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  title TEXT NOT NULL,
  start_date TEXT NOT NULL,
  minutes_per_day INTEGER NOT NULL,
  sample INTEGER NOT NULL DEFAULT 0,
  created_at INTEGER NOT NULL,
  updated_at INTEGER NOT NULL,
  deleted_at INTEGER
) STRICT;
CREATE TABLE plan_items (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  plan_id INTEGER NOT NULL REFERENCES plans (id) ON DELETE CASCADE,
  entry_id INTEGER REFERENCES entries (id) ON DELETE SET NULL,
  title TEXT NOT NULL,
  minutes INTEGER NOT NULL,
  date TEXT,
  position INTEGER NOT NULL,
  done_at INTEGER,
  deleted_at INTEGER
) STRICT;
CREATE INDEX plan_items_by_plan ON plan_items (plan_id, date, position);
CREATE INDEX plan_items_by_entry ON plan_items (entry_id);
CREATE TRIGGER entries_insert_changed AFTER INSERT ON entries BEGIN
  INSERT INTO entry_changes (entry_id, sequence)
  VALUES (NEW.id, (SELECT coalesce(max(sequence), 0) + 1 FROM entry_changes))
  ON CONFLICT (entry_id) DO UPDATE SET sequence = excluded.sequence;
END;
CREATE TRIGGER entries_update_changed AFTER UPDATE OF title, body_text, deleted_at ON entries BEGIN
  INSERT INTO entry_changes (entry_id, sequence)
  VALUES (NEW.id, (SELECT coalesce(max(sequence), 0) + 1 FROM entry_changes))
  ON CONFLICT (entry_id) DO UPDATE SET sequence = excluded.sequence;
END;
CREATE TRIGGER entries_delete_changed AFTER DELETE ON entries BEGIN
  INSERT INTO entry_changes (entry_id, sequence)
  VALUES (OLD.id, (SELECT coalesce(max(sequence), 0) + 1 FROM entry_changes))
  ON CONFLICT (entry_id) DO UPDATE SET sequence = excluded.sequence;
END;
CREATE TRIGGER entry_tags_insert_changed AFTER INSERT ON entry_tags BEGIN
  INSERT INTO entry_changes (entry_id, sequence)
  VALUES (NEW.entry_id, (SELECT coalesce(max(sequence), 0) + 1 FROM entry_changes))
  ON CONFLICT (entry_id) DO UPDATE SET sequence = excluded.sequence;
END;
CREATE TRIGGER entry_tags_delete_changed AFTER DELETE ON entry_tags BEGIN
  INSERT INTO entry_changes (entry_id, sequence)
  VALUES (OLD.entry_id, (SELECT coalesce(max(sequence), 0) + 1 FROM entry_changes))
  ON CONFLICT (entry_id) DO UPDATE SET sequence = excluded.sequence;
END;
CREATE TRIGGER tags_rename_changed AFTER UPDATE OF name ON tags BEGIN
  INSERT INTO entry_changes (entry_id, sequence)
  SELECT entry_id, (SELECT coalesce(max(sequence), 0) FROM entry_changes) + row_number() OVER (ORDER BY entry_id)
  FROM entry_tags WHERE tag_id = NEW.id
  ON CONFLICT (entry_id) DO UPDATE SET sequence = excluded.sequence;
END;
CREATE TABLE article_pictures (
  entry_id INTEGER NOT NULL REFERENCES entries (id) ON DELETE CASCADE,
  src TEXT NOT NULL,
  sha256 TEXT REFERENCES assets (sha256),
  failure TEXT,
  cover INTEGER NOT NULL DEFAULT 0,
  batch_id INTEGER REFERENCES import_batches (id) ON DELETE SET NULL,
  PRIMARY KEY (entry_id, src)
) STRICT, WITHOUT ROWID;
CREATE INDEX article_pictures_by_asset ON article_pictures (sha256) WHERE sha256 IS NOT NULL;
CREATE INDEX article_pictures_by_batch ON article_pictures (batch_id) WHERE batch_id IS NOT NULL;
CREATE TABLE article_links (
  entry_id INTEGER NOT NULL REFERENCES entries (id) ON DELETE CASCADE,
  href TEXT NOT NULL,
  text TEXT NOT NULL,
  target_id INTEGER REFERENCES entries (id) ON DELETE SET NULL,
  PRIMARY KEY (entry_id, href)
) STRICT, WITHOUT ROWID;
CREATE INDEX article_links_by_target ON article_links (target_id) WHERE target_id IS NOT NULL;
CREATE INDEX article_links_open ON article_links (entry_id, href) WHERE target_id IS NULL;
CREATE INDEX articles_to_compare ON articles (entry_id) WHERE compared = 0;
CREATE TABLE article_keys (
  key TEXT NOT NULL,
  entry_id INTEGER NOT NULL REFERENCES entries (id) ON DELETE CASCADE,
  PRIMARY KEY (key, entry_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX article_keys_by_entry ON article_keys (entry_id);
CREATE TABLE article_versions (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  entry_id INTEGER NOT NULL REFERENCES entries (id) ON DELETE CASCADE,
  kept_at INTEGER NOT NULL,
  title TEXT NOT NULL,
  body_text TEXT NOT NULL,
  excerpt TEXT NOT NULL,
  images INTEGER NOT NULL,
  reading_minutes INTEGER NOT NULL,
  updated_at INTEGER NOT NULL,
  batch_id INTEGER REFERENCES import_batches (id) ON DELETE SET NULL,
  source_sha256 TEXT NOT NULL UNIQUE REFERENCES assets (sha256),
  source_name TEXT NOT NULL,
  source_format TEXT NOT NULL,
  source_encoding TEXT NOT NULL,
  original_title TEXT,
  author TEXT,
  feed TEXT,
  published_at TEXT,
  url TEXT,
  summary TEXT,
  facts_json TEXT NOT NULL,
  toc_json TEXT NOT NULL,
  tree_json TEXT NOT NULL,
  read_position_json TEXT,
  promotion_found INTEGER,
  promotion_from INTEGER,
  promotion_text INTEGER,
  promotion_chosen INTEGER NOT NULL,
  given_json TEXT,
  merged_json TEXT
) STRICT;
CREATE INDEX article_versions_by_entry ON article_versions (entry_id);
CREATE INDEX article_versions_by_batch ON article_versions (batch_id);
CREATE INDEX article_versions_merged ON article_versions (entry_id) WHERE merged_json IS NOT NULL;
CREATE TABLE article_pairs (
  a INTEGER NOT NULL REFERENCES entries (id) ON DELETE CASCADE,
  b INTEGER NOT NULL REFERENCES entries (id) ON DELETE CASCADE,
  score REAL NOT NULL,
  kept_apart_at INTEGER,
  PRIMARY KEY (a, b),
  CHECK (a < b)
) STRICT, WITHOUT ROWID;
CREATE INDEX article_pairs_by_b ON article_pairs (b);
CREATE INDEX article_pairs_by_score ON article_pairs (score);
CREATE TABLE highlights (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  entry_id INTEGER NOT NULL REFERENCES entries (id) ON DELETE CASCADE,
  text TEXT NOT NULL,
  note TEXT NOT NULL DEFAULT '',
  location TEXT NOT NULL DEFAULT '',
  created_at TEXT
) STRICT;
CREATE INDEX highlights_by_entry ON highlights (entry_id);
CREATE INDEX entries_illustrated ON entries (images) WHERE images > 0;
CREATE TABLE saved_searches (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  name TEXT NOT NULL,
  query TEXT NOT NULL,
  position INTEGER NOT NULL
) STRICT;
CREATE TABLE recent_searches (
  query TEXT PRIMARY KEY,
  used_at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
